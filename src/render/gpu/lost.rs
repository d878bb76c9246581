//! Whether a graphics device has been lost, as when its driver is replaced or a laptop turns its card off:
//! whoever goes on drawing with it panics.

use eframe::wgpu::{Device, PollType};
use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Watches over the device of a window.
#[derive(Debug, Default)]
pub struct Lost {
    flag: Arc<AtomicBool>,
    device: RefCell<Option<Device>>,
}

impl Lost {
    /// Is told by the device from here on, and wakes who draws.
    pub fn watch(&self, device: &Device, wake: impl Fn() + Send + 'static) {
        let lost = Arc::clone(&self.flag);
        device.set_device_lost_callback(move |_reason, _words| {
            lost.store(true, Ordering::Relaxed);
            wake();
        });
        *self.device.borrow_mut() = Some(device.clone());
        #[cfg(debug_assertions)]
        lose_after(device);
    }

    /// Asks the device, before a frame is drawn on it.
    pub fn ask(&self) -> bool {
        if let Some(device) = &*self.device.borrow() {
            // What it answers of work that is done is of no interest; on the way it finds that it is lost.
            device.poll(PollType::Poll).ok();
        }
        self.flag.load(Ordering::Relaxed)
    }
}

/// For trials of the real window, in builds for them: `THREE_MAPS_LOSE_DEVICE` names the seconds after which
/// each device is lost, in place of a driver that fails.
#[cfg(debug_assertions)]
fn lose_after(device: &Device) {
    let seconds = std::env::var("THREE_MAPS_LOSE_DEVICE").ok().and_then(|seconds| seconds.parse().ok());
    if let Some(seconds) = seconds {
        let device = device.clone();
        std::thread::spawn(move || {
            std::thread::sleep(std::time::Duration::from_secs(seconds));
            device.destroy();
        });
    }
}
