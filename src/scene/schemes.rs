//! Colour schemes to choose from by name: `ColorBrewer`'s that people who see colours differently can
//! read too, and Okabe and Ito's.
//!
//! `ColorBrewer` colours by Cynthia A. Brewer, Geography, Pennsylvania State University
//! (colorbrewer2.org; Apache License 2.0, copyright 2002 Cynthia Brewer, Mark Harrower and The
//! Pennsylvania State University): C. A. Brewer, G. W. Hatchard and M. A. Harrower, `ColorBrewer` in
//! Print, Cartography and Geographic Information Science 30 (2003), pp. 5–32. Up to how many classes a
//! scheme is colour-blind safe is what that site says of it.

use super::Rgb;

/// What a scheme's colours say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemeSort {
    /// From little to much: lightness falls.
    Sequential,
    /// Away from a middle: lightness falls to both ends.
    Diverging,
    /// Kinds beside each other.
    Qualitative,
}

/// A scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// Its name, the same in every language.
    pub name: &'static str,
    /// What its colours say.
    pub sort: SchemeSort,
    /// So many classes can be told apart by people with any of the usual colour deficiencies.
    pub safe_to: usize,
    /// One row for each number of classes from three on; a qualitative scheme has one row, of which
    /// the first so many are taken.
    ramps: &'static [&'static [u32]],
}

/// Fewest classes that the tables have a row for.
const FEWEST: usize = 3;

impl Scheme {
    /// The scheme of a name.
    pub fn by_name(name: &str) -> Option<&'static Self> {
        SCHEMES.iter().find(|scheme| scheme.name == name)
    }

    /// Most colours that it has.
    pub fn most(&self) -> usize {
        self.ramps.iter().map(|ramp| ramp.len()).max().unwrap_or(0)
    }

    /// So many colours, the scheme's most at most, the first one for the least or the most frequent.
    pub fn colours(&self, count: usize, reversed: bool) -> Vec<Rgb> {
        let count = count.min(self.most());
        let ramp = match self.sort {
            SchemeSort::Qualitative => self.ramps.first().map(|ramp| &ramp[..count]),
            _ => self.ramps.get(count.max(FEWEST) - FEWEST).copied(),
        };
        let ramp = ramp.unwrap_or_default();
        let mut colours: Vec<Rgb> = match (self.sort, count) {
            (_, 0) => Vec::new(),
            // One or two of three: the ends say most.
            (SchemeSort::Sequential | SchemeSort::Diverging, 1) => {
                ramp.last().into_iter().copied().map(rgb).collect()
            }
            (SchemeSort::Sequential | SchemeSort::Diverging, 2) => {
                ramp.first().into_iter().chain(ramp.last()).copied().map(rgb).collect()
            }
            _ => ramp.iter().copied().map(rgb).collect(),
        };
        if reversed {
            colours.reverse();
        }
        colours
    }

    /// The same for points and lines: where the lightest of a sequence would not stand on light ground,
    /// the sequence begins one step further.
    pub fn colours_on_ground(&self, count: usize, reversed: bool) -> Vec<Rgb> {
        if self.sort != SchemeSort::Sequential || count == 0 || count >= self.most() {
            return self.colours(count, reversed);
        }
        let mut colours = self.colours((count + 1).max(FEWEST), false);
        let spare = colours.len() - count;
        colours.drain(..spare);
        if reversed {
            colours.reverse();
        }
        colours
    }
}

fn rgb(hex: u32) -> Rgb {
    let [_, red, green, blue] = hex.to_be_bytes();
    Rgb(red, green, blue)
}

/// All schemes: for numbers first, then those with a middle, then those for kinds.
#[rustfmt::skip]
pub static SCHEMES: &[Scheme] = &[
    Scheme { name: "YlGnBu", sort: SchemeSort::Sequential, safe_to: 9, ramps: &[
        &[0x00ED_F8B1, 0x007F_CDBB, 0x002C_7FB8],
        &[0x00FF_FFCC, 0x00A1_DAB4, 0x0041_B6C4, 0x0022_5EA8],
        &[0x00FF_FFCC, 0x00A1_DAB4, 0x0041_B6C4, 0x002C_7FB8, 0x0025_3494],
        &[0x00FF_FFCC, 0x00C7_E9B4, 0x007F_CDBB, 0x0041_B6C4, 0x002C_7FB8, 0x0025_3494],
        &[0x00FF_FFCC, 0x00C7_E9B4, 0x007F_CDBB, 0x0041_B6C4, 0x001D_91C0, 0x0022_5EA8, 0x000C_2C84],
        &[0x00FF_FFD9, 0x00ED_F8B1, 0x00C7_E9B4, 0x007F_CDBB, 0x0041_B6C4, 0x001D_91C0, 0x0022_5EA8, 0x000C_2C84],
        &[0x00FF_FFD9, 0x00ED_F8B1, 0x00C7_E9B4, 0x007F_CDBB, 0x0041_B6C4, 0x001D_91C0, 0x0022_5EA8, 0x0025_3494, 0x0008_1D58],
    ] },
    Scheme { name: "YlOrBr", sort: SchemeSort::Sequential, safe_to: 9, ramps: &[
        &[0x00FF_F7BC, 0x00FE_C44F, 0x00D9_5F0E],
        &[0x00FF_FFD4, 0x00FE_D98E, 0x00FE_9929, 0x00CC_4C02],
        &[0x00FF_FFD4, 0x00FE_D98E, 0x00FE_9929, 0x00D9_5F0E, 0x0099_3404],
        &[0x00FF_FFD4, 0x00FE_E391, 0x00FE_C44F, 0x00FE_9929, 0x00D9_5F0E, 0x0099_3404],
        &[0x00FF_FFD4, 0x00FE_E391, 0x00FE_C44F, 0x00FE_9929, 0x00EC_7014, 0x00CC_4C02, 0x008C_2D04],
        &[0x00FF_FFE5, 0x00FF_F7BC, 0x00FE_E391, 0x00FE_C44F, 0x00FE_9929, 0x00EC_7014, 0x00CC_4C02, 0x008C_2D04],
        &[0x00FF_FFE5, 0x00FF_F7BC, 0x00FE_E391, 0x00FE_C44F, 0x00FE_9929, 0x00EC_7014, 0x00CC_4C02, 0x0099_3404, 0x0066_2506],
    ] },
    Scheme { name: "YlOrRd", sort: SchemeSort::Sequential, safe_to: 9, ramps: &[
        &[0x00FF_EDA0, 0x00FE_B24C, 0x00F0_3B20],
        &[0x00FF_FFB2, 0x00FE_CC5C, 0x00FD_8D3C, 0x00E3_1A1C],
        &[0x00FF_FFB2, 0x00FE_CC5C, 0x00FD_8D3C, 0x00F0_3B20, 0x00BD_0026],
        &[0x00FF_FFB2, 0x00FE_D976, 0x00FE_B24C, 0x00FD_8D3C, 0x00F0_3B20, 0x00BD_0026],
        &[0x00FF_FFB2, 0x00FE_D976, 0x00FE_B24C, 0x00FD_8D3C, 0x00FC_4E2A, 0x00E3_1A1C, 0x00B1_0026],
        &[0x00FF_FFCC, 0x00FF_EDA0, 0x00FE_D976, 0x00FE_B24C, 0x00FD_8D3C, 0x00FC_4E2A, 0x00E3_1A1C, 0x00B1_0026],
        &[0x00FF_FFCC, 0x00FF_EDA0, 0x00FE_D976, 0x00FE_B24C, 0x00FD_8D3C, 0x00FC_4E2A, 0x00E3_1A1C, 0x00BD_0026, 0x0080_0026],
    ] },
    Scheme { name: "PuBuGn", sort: SchemeSort::Sequential, safe_to: 9, ramps: &[
        &[0x00EC_E2F0, 0x00A6_BDDB, 0x001C_9099],
        &[0x00F6_EFF7, 0x00BD_C9E1, 0x0067_A9CF, 0x0002_818A],
        &[0x00F6_EFF7, 0x00BD_C9E1, 0x0067_A9CF, 0x001C_9099, 0x0001_6C59],
        &[0x00F6_EFF7, 0x00D0_D1E6, 0x00A6_BDDB, 0x0067_A9CF, 0x001C_9099, 0x0001_6C59],
        &[0x00F6_EFF7, 0x00D0_D1E6, 0x00A6_BDDB, 0x0067_A9CF, 0x0036_90C0, 0x0002_818A, 0x0001_6450],
        &[0x00FF_F7FB, 0x00EC_E2F0, 0x00D0_D1E6, 0x00A6_BDDB, 0x0067_A9CF, 0x0036_90C0, 0x0002_818A, 0x0001_6450],
        &[0x00FF_F7FB, 0x00EC_E2F0, 0x00D0_D1E6, 0x00A6_BDDB, 0x0067_A9CF, 0x0036_90C0, 0x0002_818A, 0x0001_6C59, 0x0001_4636],
    ] },
    Scheme { name: "Blues", sort: SchemeSort::Sequential, safe_to: 9, ramps: &[
        &[0x00DE_EBF7, 0x009E_CAE1, 0x0031_82BD],
        &[0x00EF_F3FF, 0x00BD_D7E7, 0x006B_AED6, 0x0021_71B5],
        &[0x00EF_F3FF, 0x00BD_D7E7, 0x006B_AED6, 0x0031_82BD, 0x0008_519C],
        &[0x00EF_F3FF, 0x00C6_DBEF, 0x009E_CAE1, 0x006B_AED6, 0x0031_82BD, 0x0008_519C],
        &[0x00EF_F3FF, 0x00C6_DBEF, 0x009E_CAE1, 0x006B_AED6, 0x0042_92C6, 0x0021_71B5, 0x0008_4594],
        &[0x00F7_FBFF, 0x00DE_EBF7, 0x00C6_DBEF, 0x009E_CAE1, 0x006B_AED6, 0x0042_92C6, 0x0021_71B5, 0x0008_4594],
        &[0x00F7_FBFF, 0x00DE_EBF7, 0x00C6_DBEF, 0x009E_CAE1, 0x006B_AED6, 0x0042_92C6, 0x0021_71B5, 0x0008_519C, 0x0008_306B],
    ] },
    Scheme { name: "Greens", sort: SchemeSort::Sequential, safe_to: 9, ramps: &[
        &[0x00E5_F5E0, 0x00A1_D99B, 0x0031_A354],
        &[0x00ED_F8E9, 0x00BA_E4B3, 0x0074_C476, 0x0023_8B45],
        &[0x00ED_F8E9, 0x00BA_E4B3, 0x0074_C476, 0x0031_A354, 0x0000_6D2C],
        &[0x00ED_F8E9, 0x00C7_E9C0, 0x00A1_D99B, 0x0074_C476, 0x0031_A354, 0x0000_6D2C],
        &[0x00ED_F8E9, 0x00C7_E9C0, 0x00A1_D99B, 0x0074_C476, 0x0041_AB5D, 0x0023_8B45, 0x0000_5A32],
        &[0x00F7_FCF5, 0x00E5_F5E0, 0x00C7_E9C0, 0x00A1_D99B, 0x0074_C476, 0x0041_AB5D, 0x0023_8B45, 0x0000_5A32],
        &[0x00F7_FCF5, 0x00E5_F5E0, 0x00C7_E9C0, 0x00A1_D99B, 0x0074_C476, 0x0041_AB5D, 0x0023_8B45, 0x0000_6D2C, 0x0000_441B],
    ] },
    Scheme { name: "Oranges", sort: SchemeSort::Sequential, safe_to: 9, ramps: &[
        &[0x00FE_E6CE, 0x00FD_AE6B, 0x00E6_550D],
        &[0x00FE_EDDE, 0x00FD_BE85, 0x00FD_8D3C, 0x00D9_4701],
        &[0x00FE_EDDE, 0x00FD_BE85, 0x00FD_8D3C, 0x00E6_550D, 0x00A6_3603],
        &[0x00FE_EDDE, 0x00FD_D0A2, 0x00FD_AE6B, 0x00FD_8D3C, 0x00E6_550D, 0x00A6_3603],
        &[0x00FE_EDDE, 0x00FD_D0A2, 0x00FD_AE6B, 0x00FD_8D3C, 0x00F1_6913, 0x00D9_4801, 0x008C_2D04],
        &[0x00FF_F5EB, 0x00FE_E6CE, 0x00FD_D0A2, 0x00FD_AE6B, 0x00FD_8D3C, 0x00F1_6913, 0x00D9_4801, 0x008C_2D04],
        &[0x00FF_F5EB, 0x00FE_E6CE, 0x00FD_D0A2, 0x00FD_AE6B, 0x00FD_8D3C, 0x00F1_6913, 0x00D9_4801, 0x00A6_3603, 0x007F_2704],
    ] },
    Scheme { name: "Purples", sort: SchemeSort::Sequential, safe_to: 9, ramps: &[
        &[0x00EF_EDF5, 0x00BC_BDDC, 0x0075_6BB1],
        &[0x00F2_F0F7, 0x00CB_C9E2, 0x009E_9AC8, 0x006A_51A3],
        &[0x00F2_F0F7, 0x00CB_C9E2, 0x009E_9AC8, 0x0075_6BB1, 0x0054_278F],
        &[0x00F2_F0F7, 0x00DA_DAEB, 0x00BC_BDDC, 0x009E_9AC8, 0x0075_6BB1, 0x0054_278F],
        &[0x00F2_F0F7, 0x00DA_DAEB, 0x00BC_BDDC, 0x009E_9AC8, 0x0080_7DBA, 0x006A_51A3, 0x004A_1486],
        &[0x00FC_FBFD, 0x00EF_EDF5, 0x00DA_DAEB, 0x00BC_BDDC, 0x009E_9AC8, 0x0080_7DBA, 0x006A_51A3, 0x004A_1486],
        &[0x00FC_FBFD, 0x00EF_EDF5, 0x00DA_DAEB, 0x00BC_BDDC, 0x009E_9AC8, 0x0080_7DBA, 0x006A_51A3, 0x0054_278F, 0x003F_007D],
    ] },
    Scheme { name: "Greys", sort: SchemeSort::Sequential, safe_to: 9, ramps: &[
        &[0x00F0_F0F0, 0x00BD_BDBD, 0x0063_6363],
        &[0x00F7_F7F7, 0x00CC_CCCC, 0x0096_9696, 0x0052_5252],
        &[0x00F7_F7F7, 0x00CC_CCCC, 0x0096_9696, 0x0063_6363, 0x0025_2525],
        &[0x00F7_F7F7, 0x00D9_D9D9, 0x00BD_BDBD, 0x0096_9696, 0x0063_6363, 0x0025_2525],
        &[0x00F7_F7F7, 0x00D9_D9D9, 0x00BD_BDBD, 0x0096_9696, 0x0073_7373, 0x0052_5252, 0x0025_2525],
        &[0x00FF_FFFF, 0x00F0_F0F0, 0x00D9_D9D9, 0x00BD_BDBD, 0x0096_9696, 0x0073_7373, 0x0052_5252, 0x0025_2525],
        &[0x00FF_FFFF, 0x00F0_F0F0, 0x00D9_D9D9, 0x00BD_BDBD, 0x0096_9696, 0x0073_7373, 0x0052_5252, 0x0025_2525, 0x0000_0000],
    ] },
    Scheme { name: "RdYlBu", sort: SchemeSort::Diverging, safe_to: 9, ramps: &[
        &[0x00FC_8D59, 0x00FF_FFBF, 0x0091_BFDB],
        &[0x00D7_191C, 0x00FD_AE61, 0x00AB_D9E9, 0x002C_7BB6],
        &[0x00D7_191C, 0x00FD_AE61, 0x00FF_FFBF, 0x00AB_D9E9, 0x002C_7BB6],
        &[0x00D7_3027, 0x00FC_8D59, 0x00FE_E090, 0x00E0_F3F8, 0x0091_BFDB, 0x0045_75B4],
        &[0x00D7_3027, 0x00FC_8D59, 0x00FE_E090, 0x00FF_FFBF, 0x00E0_F3F8, 0x0091_BFDB, 0x0045_75B4],
        &[0x00D7_3027, 0x00F4_6D43, 0x00FD_AE61, 0x00FE_E090, 0x00E0_F3F8, 0x00AB_D9E9, 0x0074_ADD1, 0x0045_75B4],
        &[0x00D7_3027, 0x00F4_6D43, 0x00FD_AE61, 0x00FE_E090, 0x00FF_FFBF, 0x00E0_F3F8, 0x00AB_D9E9, 0x0074_ADD1, 0x0045_75B4],
    ] },
    Scheme { name: "RdBu", sort: SchemeSort::Diverging, safe_to: 9, ramps: &[
        &[0x00EF_8A62, 0x00F7_F7F7, 0x0067_A9CF],
        &[0x00CA_0020, 0x00F4_A582, 0x0092_C5DE, 0x0005_71B0],
        &[0x00CA_0020, 0x00F4_A582, 0x00F7_F7F7, 0x0092_C5DE, 0x0005_71B0],
        &[0x00B2_182B, 0x00EF_8A62, 0x00FD_DBC7, 0x00D1_E5F0, 0x0067_A9CF, 0x0021_66AC],
        &[0x00B2_182B, 0x00EF_8A62, 0x00FD_DBC7, 0x00F7_F7F7, 0x00D1_E5F0, 0x0067_A9CF, 0x0021_66AC],
        &[0x00B2_182B, 0x00D6_604D, 0x00F4_A582, 0x00FD_DBC7, 0x00D1_E5F0, 0x0092_C5DE, 0x0043_93C3, 0x0021_66AC],
        &[0x00B2_182B, 0x00D6_604D, 0x00F4_A582, 0x00FD_DBC7, 0x00F7_F7F7, 0x00D1_E5F0, 0x0092_C5DE, 0x0043_93C3, 0x0021_66AC],
    ] },
    Scheme { name: "PuOr", sort: SchemeSort::Diverging, safe_to: 9, ramps: &[
        &[0x00F1_A340, 0x00F7_F7F7, 0x0099_8EC3],
        &[0x00E6_6101, 0x00FD_B863, 0x00B2_ABD2, 0x005E_3C99],
        &[0x00E6_6101, 0x00FD_B863, 0x00F7_F7F7, 0x00B2_ABD2, 0x005E_3C99],
        &[0x00B3_5806, 0x00F1_A340, 0x00FE_E0B6, 0x00D8_DAEB, 0x0099_8EC3, 0x0054_2788],
        &[0x00B3_5806, 0x00F1_A340, 0x00FE_E0B6, 0x00F7_F7F7, 0x00D8_DAEB, 0x0099_8EC3, 0x0054_2788],
        &[0x00B3_5806, 0x00E0_8214, 0x00FD_B863, 0x00FE_E0B6, 0x00D8_DAEB, 0x00B2_ABD2, 0x0080_73AC, 0x0054_2788],
        &[0x00B3_5806, 0x00E0_8214, 0x00FD_B863, 0x00FE_E0B6, 0x00F7_F7F7, 0x00D8_DAEB, 0x00B2_ABD2, 0x0080_73AC, 0x0054_2788],
    ] },
    Scheme { name: "BrBG", sort: SchemeSort::Diverging, safe_to: 9, ramps: &[
        &[0x00D8_B365, 0x00F5_F5F5, 0x005A_B4AC],
        &[0x00A6_611A, 0x00DF_C27D, 0x0080_CDC1, 0x0001_8571],
        &[0x00A6_611A, 0x00DF_C27D, 0x00F5_F5F5, 0x0080_CDC1, 0x0001_8571],
        &[0x008C_510A, 0x00D8_B365, 0x00F6_E8C3, 0x00C7_EAE5, 0x005A_B4AC, 0x0001_665E],
        &[0x008C_510A, 0x00D8_B365, 0x00F6_E8C3, 0x00F5_F5F5, 0x00C7_EAE5, 0x005A_B4AC, 0x0001_665E],
        &[0x008C_510A, 0x00BF_812D, 0x00DF_C27D, 0x00F6_E8C3, 0x00C7_EAE5, 0x0080_CDC1, 0x0035_978F, 0x0001_665E],
        &[0x008C_510A, 0x00BF_812D, 0x00DF_C27D, 0x00F6_E8C3, 0x00F5_F5F5, 0x00C7_EAE5, 0x0080_CDC1, 0x0035_978F, 0x0001_665E],
    ] },
    Scheme { name: "PRGn", sort: SchemeSort::Diverging, safe_to: 9, ramps: &[
        &[0x00AF_8DC3, 0x00F7_F7F7, 0x007F_BF7B],
        &[0x007B_3294, 0x00C2_A5CF, 0x00A6_DBA0, 0x0000_8837],
        &[0x007B_3294, 0x00C2_A5CF, 0x00F7_F7F7, 0x00A6_DBA0, 0x0000_8837],
        &[0x0076_2A83, 0x00AF_8DC3, 0x00E7_D4E8, 0x00D9_F0D3, 0x007F_BF7B, 0x001B_7837],
        &[0x0076_2A83, 0x00AF_8DC3, 0x00E7_D4E8, 0x00F7_F7F7, 0x00D9_F0D3, 0x007F_BF7B, 0x001B_7837],
        &[0x0076_2A83, 0x0099_70AB, 0x00C2_A5CF, 0x00E7_D4E8, 0x00D9_F0D3, 0x00A6_DBA0, 0x005A_AE61, 0x001B_7837],
        &[0x0076_2A83, 0x0099_70AB, 0x00C2_A5CF, 0x00E7_D4E8, 0x00F7_F7F7, 0x00D9_F0D3, 0x00A6_DBA0, 0x005A_AE61, 0x001B_7837],
    ] },
    Scheme { name: "PiYG", sort: SchemeSort::Diverging, safe_to: 9, ramps: &[
        &[0x00E9_A3C9, 0x00F7_F7F7, 0x00A1_D76A],
        &[0x00D0_1C8B, 0x00F1_B6DA, 0x00B8_E186, 0x004D_AC26],
        &[0x00D0_1C8B, 0x00F1_B6DA, 0x00F7_F7F7, 0x00B8_E186, 0x004D_AC26],
        &[0x00C5_1B7D, 0x00E9_A3C9, 0x00FD_E0EF, 0x00E6_F5D0, 0x00A1_D76A, 0x004D_9221],
        &[0x00C5_1B7D, 0x00E9_A3C9, 0x00FD_E0EF, 0x00F7_F7F7, 0x00E6_F5D0, 0x00A1_D76A, 0x004D_9221],
        &[0x00C5_1B7D, 0x00DE_77AE, 0x00F1_B6DA, 0x00FD_E0EF, 0x00E6_F5D0, 0x00B8_E186, 0x007F_BC41, 0x004D_9221],
        &[0x00C5_1B7D, 0x00DE_77AE, 0x00F1_B6DA, 0x00FD_E0EF, 0x00F7_F7F7, 0x00E6_F5D0, 0x00B8_E186, 0x007F_BC41, 0x004D_9221],
    ] },
    Scheme { name: "Set2", sort: SchemeSort::Qualitative, safe_to: 3, ramps: &[
        &[0x0066_C2A5, 0x00FC_8D62, 0x008D_A0CB, 0x00E7_8AC3, 0x00A6_D854, 0x00FF_D92F, 0x00E5_C494, 0x00B3_B3B3],
    ] },
    Scheme { name: "Dark2", sort: SchemeSort::Qualitative, safe_to: 3, ramps: &[
        &[0x001B_9E77, 0x00D9_5F02, 0x0075_70B3, 0x00E7_298A, 0x0066_A61E, 0x00E6_AB02, 0x00A6_761D, 0x0066_6666],
    ] },
    Scheme { name: "Paired", sort: SchemeSort::Qualitative, safe_to: 4, ramps: &[
        &[0x00A6_CEE3, 0x001F_78B4, 0x00B2_DF8A, 0x0033_A02C, 0x00FB_9A99, 0x00E3_1A1C, 0x00FD_BF6F, 0x00FF_7F00, 0x00CA_B2D6, 0x006A_3D9A, 0x00FF_FF99, 0x00B1_5928],
    ] },
    // M. Okabe and K. Ito, Color Universal Design (2008), jfly.uni-koeln.de/color; black comes last.
    Scheme { name: "Okabe-Ito", sort: SchemeSort::Qualitative, safe_to: 8, ramps: &[
        &[0x00E6_9F00, 0x0056_B4E9, 0x0000_9E73, 0x00F0_E442, 0x0000_72B2, 0x00D5_5E00, 0x00CC_79A7, 0x0000_0000],
    ] },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scheme_gives_as_many_colours_as_it_is_asked_for() {
        for scheme in SCHEMES {
            assert_eq!(Scheme::by_name(scheme.name), Some(scheme));
            assert!(scheme.most() >= 8 && scheme.safe_to >= 3, "{}", scheme.name);
            for count in 0..=scheme.most() {
                for reversed in [false, true] {
                    let mut colours = scheme.colours(count, reversed);
                    assert_eq!(colours.len(), count, "{}", scheme.name);
                    assert_eq!(scheme.colours_on_ground(count, reversed).len(), count, "{}", scheme.name);
                    colours.sort_by_key(|&Rgb(red, green, blue)| (red, green, blue));
                    colours.dedup();
                    assert_eq!(colours.len(), count, "{}: a colour twice in {count}", scheme.name);
                }
            }
            assert_eq!(scheme.colours(100, false).len(), scheme.most());
        }
    }

    /// Lightness L* of CIE 1976 from relative luminance.
    fn lightness(Rgb(red, green, blue): Rgb) -> f64 {
        let linear = |channel: u8| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        let y = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
        if y > 0.008_856 { 116.0 * y.cbrt() - 16.0 } else { 903.3 * y }
    }

    #[test]
    fn classes_of_a_sequence_can_be_told_apart_without_colour() {
        for scheme in SCHEMES.iter().filter(|scheme| scheme.sort == SchemeSort::Sequential) {
            for count in 2..=scheme.most() {
                for colours in [scheme.colours(count, false), scheme.colours_on_ground(count, false)] {
                    for pair in colours.windows(2) {
                        let step = lightness(pair[0]) - lightness(pair[1]);
                        assert!(step > 2.0, "{} {count}: {pair:?} differ by {step:.1}", scheme.name);
                    }
                }
            }
        }
    }
}
