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
            (SchemeSort::Sequential | SchemeSort::Diverging, 1) => ramp.last().into_iter().map(rgb).collect(),
            (SchemeSort::Sequential | SchemeSort::Diverging, 2) => {
                ramp.first().into_iter().chain(ramp.last()).map(rgb).collect()
            }
            _ => ramp.iter().map(rgb).collect(),
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

fn rgb(hex: &u32) -> Rgb {
    let [_, red, green, blue] = hex.to_be_bytes();
    Rgb(red, green, blue)
}

/// All schemes: for numbers first, then those with a middle, then those for kinds.
#[rustfmt::skip]
pub static SCHEMES: &[Scheme] = &[
    Scheme { name: "YlGnBu", sort: SchemeSort::Sequential, safe_to: 9, ramps: &[
        &[0xED_F8_B1, 0x7F_CD_BB, 0x2C_7F_B8],
        &[0xFF_FF_CC, 0xA1_DA_B4, 0x41_B6_C4, 0x22_5E_A8],
        &[0xFF_FF_CC, 0xA1_DA_B4, 0x41_B6_C4, 0x2C_7F_B8, 0x25_34_94],
        &[0xFF_FF_CC, 0xC7_E9_B4, 0x7F_CD_BB, 0x41_B6_C4, 0x2C_7F_B8, 0x25_34_94],
        &[0xFF_FF_CC, 0xC7_E9_B4, 0x7F_CD_BB, 0x41_B6_C4, 0x1D_91_C0, 0x22_5E_A8, 0x0C_2C_84],
        &[0xFF_FF_D9, 0xED_F8_B1, 0xC7_E9_B4, 0x7F_CD_BB, 0x41_B6_C4, 0x1D_91_C0, 0x22_5E_A8, 0x0C_2C_84],
        &[0xFF_FF_D9, 0xED_F8_B1, 0xC7_E9_B4, 0x7F_CD_BB, 0x41_B6_C4, 0x1D_91_C0, 0x22_5E_A8, 0x25_34_94, 0x08_1D_58],
    ] },
    Scheme { name: "YlOrBr", sort: SchemeSort::Sequential, safe_to: 9, ramps: &[
        &[0xFF_F7_BC, 0xFE_C4_4F, 0xD9_5F_0E],
        &[0xFF_FF_D4, 0xFE_D9_8E, 0xFE_99_29, 0xCC_4C_02],
        &[0xFF_FF_D4, 0xFE_D9_8E, 0xFE_99_29, 0xD9_5F_0E, 0x99_34_04],
        &[0xFF_FF_D4, 0xFE_E3_91, 0xFE_C4_4F, 0xFE_99_29, 0xD9_5F_0E, 0x99_34_04],
        &[0xFF_FF_D4, 0xFE_E3_91, 0xFE_C4_4F, 0xFE_99_29, 0xEC_70_14, 0xCC_4C_02, 0x8C_2D_04],
        &[0xFF_FF_E5, 0xFF_F7_BC, 0xFE_E3_91, 0xFE_C4_4F, 0xFE_99_29, 0xEC_70_14, 0xCC_4C_02, 0x8C_2D_04],
        &[0xFF_FF_E5, 0xFF_F7_BC, 0xFE_E3_91, 0xFE_C4_4F, 0xFE_99_29, 0xEC_70_14, 0xCC_4C_02, 0x99_34_04, 0x66_25_06],
    ] },
    Scheme { name: "YlOrRd", sort: SchemeSort::Sequential, safe_to: 9, ramps: &[
        &[0xFF_ED_A0, 0xFE_B2_4C, 0xF0_3B_20],
        &[0xFF_FF_B2, 0xFE_CC_5C, 0xFD_8D_3C, 0xE3_1A_1C],
        &[0xFF_FF_B2, 0xFE_CC_5C, 0xFD_8D_3C, 0xF0_3B_20, 0xBD_00_26],
        &[0xFF_FF_B2, 0xFE_D9_76, 0xFE_B2_4C, 0xFD_8D_3C, 0xF0_3B_20, 0xBD_00_26],
        &[0xFF_FF_B2, 0xFE_D9_76, 0xFE_B2_4C, 0xFD_8D_3C, 0xFC_4E_2A, 0xE3_1A_1C, 0xB1_00_26],
        &[0xFF_FF_CC, 0xFF_ED_A0, 0xFE_D9_76, 0xFE_B2_4C, 0xFD_8D_3C, 0xFC_4E_2A, 0xE3_1A_1C, 0xB1_00_26],
        &[0xFF_FF_CC, 0xFF_ED_A0, 0xFE_D9_76, 0xFE_B2_4C, 0xFD_8D_3C, 0xFC_4E_2A, 0xE3_1A_1C, 0xBD_00_26, 0x80_00_26],
    ] },
    Scheme { name: "PuBuGn", sort: SchemeSort::Sequential, safe_to: 9, ramps: &[
        &[0xEC_E2_F0, 0xA6_BD_DB, 0x1C_90_99],
        &[0xF6_EF_F7, 0xBD_C9_E1, 0x67_A9_CF, 0x02_81_8A],
        &[0xF6_EF_F7, 0xBD_C9_E1, 0x67_A9_CF, 0x1C_90_99, 0x01_6C_59],
        &[0xF6_EF_F7, 0xD0_D1_E6, 0xA6_BD_DB, 0x67_A9_CF, 0x1C_90_99, 0x01_6C_59],
        &[0xF6_EF_F7, 0xD0_D1_E6, 0xA6_BD_DB, 0x67_A9_CF, 0x36_90_C0, 0x02_81_8A, 0x01_64_50],
        &[0xFF_F7_FB, 0xEC_E2_F0, 0xD0_D1_E6, 0xA6_BD_DB, 0x67_A9_CF, 0x36_90_C0, 0x02_81_8A, 0x01_64_50],
        &[0xFF_F7_FB, 0xEC_E2_F0, 0xD0_D1_E6, 0xA6_BD_DB, 0x67_A9_CF, 0x36_90_C0, 0x02_81_8A, 0x01_6C_59, 0x01_46_36],
    ] },
    Scheme { name: "Blues", sort: SchemeSort::Sequential, safe_to: 9, ramps: &[
        &[0xDE_EB_F7, 0x9E_CA_E1, 0x31_82_BD],
        &[0xEF_F3_FF, 0xBD_D7_E7, 0x6B_AE_D6, 0x21_71_B5],
        &[0xEF_F3_FF, 0xBD_D7_E7, 0x6B_AE_D6, 0x31_82_BD, 0x08_51_9C],
        &[0xEF_F3_FF, 0xC6_DB_EF, 0x9E_CA_E1, 0x6B_AE_D6, 0x31_82_BD, 0x08_51_9C],
        &[0xEF_F3_FF, 0xC6_DB_EF, 0x9E_CA_E1, 0x6B_AE_D6, 0x42_92_C6, 0x21_71_B5, 0x08_45_94],
        &[0xF7_FB_FF, 0xDE_EB_F7, 0xC6_DB_EF, 0x9E_CA_E1, 0x6B_AE_D6, 0x42_92_C6, 0x21_71_B5, 0x08_45_94],
        &[0xF7_FB_FF, 0xDE_EB_F7, 0xC6_DB_EF, 0x9E_CA_E1, 0x6B_AE_D6, 0x42_92_C6, 0x21_71_B5, 0x08_51_9C, 0x08_30_6B],
    ] },
    Scheme { name: "Greens", sort: SchemeSort::Sequential, safe_to: 9, ramps: &[
        &[0xE5_F5_E0, 0xA1_D9_9B, 0x31_A3_54],
        &[0xED_F8_E9, 0xBA_E4_B3, 0x74_C4_76, 0x23_8B_45],
        &[0xED_F8_E9, 0xBA_E4_B3, 0x74_C4_76, 0x31_A3_54, 0x00_6D_2C],
        &[0xED_F8_E9, 0xC7_E9_C0, 0xA1_D9_9B, 0x74_C4_76, 0x31_A3_54, 0x00_6D_2C],
        &[0xED_F8_E9, 0xC7_E9_C0, 0xA1_D9_9B, 0x74_C4_76, 0x41_AB_5D, 0x23_8B_45, 0x00_5A_32],
        &[0xF7_FC_F5, 0xE5_F5_E0, 0xC7_E9_C0, 0xA1_D9_9B, 0x74_C4_76, 0x41_AB_5D, 0x23_8B_45, 0x00_5A_32],
        &[0xF7_FC_F5, 0xE5_F5_E0, 0xC7_E9_C0, 0xA1_D9_9B, 0x74_C4_76, 0x41_AB_5D, 0x23_8B_45, 0x00_6D_2C, 0x00_44_1B],
    ] },
    Scheme { name: "Oranges", sort: SchemeSort::Sequential, safe_to: 9, ramps: &[
        &[0xFE_E6_CE, 0xFD_AE_6B, 0xE6_55_0D],
        &[0xFE_ED_DE, 0xFD_BE_85, 0xFD_8D_3C, 0xD9_47_01],
        &[0xFE_ED_DE, 0xFD_BE_85, 0xFD_8D_3C, 0xE6_55_0D, 0xA6_36_03],
        &[0xFE_ED_DE, 0xFD_D0_A2, 0xFD_AE_6B, 0xFD_8D_3C, 0xE6_55_0D, 0xA6_36_03],
        &[0xFE_ED_DE, 0xFD_D0_A2, 0xFD_AE_6B, 0xFD_8D_3C, 0xF1_69_13, 0xD9_48_01, 0x8C_2D_04],
        &[0xFF_F5_EB, 0xFE_E6_CE, 0xFD_D0_A2, 0xFD_AE_6B, 0xFD_8D_3C, 0xF1_69_13, 0xD9_48_01, 0x8C_2D_04],
        &[0xFF_F5_EB, 0xFE_E6_CE, 0xFD_D0_A2, 0xFD_AE_6B, 0xFD_8D_3C, 0xF1_69_13, 0xD9_48_01, 0xA6_36_03, 0x7F_27_04],
    ] },
    Scheme { name: "Purples", sort: SchemeSort::Sequential, safe_to: 9, ramps: &[
        &[0xEF_ED_F5, 0xBC_BD_DC, 0x75_6B_B1],
        &[0xF2_F0_F7, 0xCB_C9_E2, 0x9E_9A_C8, 0x6A_51_A3],
        &[0xF2_F0_F7, 0xCB_C9_E2, 0x9E_9A_C8, 0x75_6B_B1, 0x54_27_8F],
        &[0xF2_F0_F7, 0xDA_DA_EB, 0xBC_BD_DC, 0x9E_9A_C8, 0x75_6B_B1, 0x54_27_8F],
        &[0xF2_F0_F7, 0xDA_DA_EB, 0xBC_BD_DC, 0x9E_9A_C8, 0x80_7D_BA, 0x6A_51_A3, 0x4A_14_86],
        &[0xFC_FB_FD, 0xEF_ED_F5, 0xDA_DA_EB, 0xBC_BD_DC, 0x9E_9A_C8, 0x80_7D_BA, 0x6A_51_A3, 0x4A_14_86],
        &[0xFC_FB_FD, 0xEF_ED_F5, 0xDA_DA_EB, 0xBC_BD_DC, 0x9E_9A_C8, 0x80_7D_BA, 0x6A_51_A3, 0x54_27_8F, 0x3F_00_7D],
    ] },
    Scheme { name: "Greys", sort: SchemeSort::Sequential, safe_to: 9, ramps: &[
        &[0xF0_F0_F0, 0xBD_BD_BD, 0x63_63_63],
        &[0xF7_F7_F7, 0xCC_CC_CC, 0x96_96_96, 0x52_52_52],
        &[0xF7_F7_F7, 0xCC_CC_CC, 0x96_96_96, 0x63_63_63, 0x25_25_25],
        &[0xF7_F7_F7, 0xD9_D9_D9, 0xBD_BD_BD, 0x96_96_96, 0x63_63_63, 0x25_25_25],
        &[0xF7_F7_F7, 0xD9_D9_D9, 0xBD_BD_BD, 0x96_96_96, 0x73_73_73, 0x52_52_52, 0x25_25_25],
        &[0xFF_FF_FF, 0xF0_F0_F0, 0xD9_D9_D9, 0xBD_BD_BD, 0x96_96_96, 0x73_73_73, 0x52_52_52, 0x25_25_25],
        &[0xFF_FF_FF, 0xF0_F0_F0, 0xD9_D9_D9, 0xBD_BD_BD, 0x96_96_96, 0x73_73_73, 0x52_52_52, 0x25_25_25, 0x00_00_00],
    ] },
    Scheme { name: "RdYlBu", sort: SchemeSort::Diverging, safe_to: 9, ramps: &[
        &[0xFC_8D_59, 0xFF_FF_BF, 0x91_BF_DB],
        &[0xD7_19_1C, 0xFD_AE_61, 0xAB_D9_E9, 0x2C_7B_B6],
        &[0xD7_19_1C, 0xFD_AE_61, 0xFF_FF_BF, 0xAB_D9_E9, 0x2C_7B_B6],
        &[0xD7_30_27, 0xFC_8D_59, 0xFE_E0_90, 0xE0_F3_F8, 0x91_BF_DB, 0x45_75_B4],
        &[0xD7_30_27, 0xFC_8D_59, 0xFE_E0_90, 0xFF_FF_BF, 0xE0_F3_F8, 0x91_BF_DB, 0x45_75_B4],
        &[0xD7_30_27, 0xF4_6D_43, 0xFD_AE_61, 0xFE_E0_90, 0xE0_F3_F8, 0xAB_D9_E9, 0x74_AD_D1, 0x45_75_B4],
        &[0xD7_30_27, 0xF4_6D_43, 0xFD_AE_61, 0xFE_E0_90, 0xFF_FF_BF, 0xE0_F3_F8, 0xAB_D9_E9, 0x74_AD_D1, 0x45_75_B4],
    ] },
    Scheme { name: "RdBu", sort: SchemeSort::Diverging, safe_to: 9, ramps: &[
        &[0xEF_8A_62, 0xF7_F7_F7, 0x67_A9_CF],
        &[0xCA_00_20, 0xF4_A5_82, 0x92_C5_DE, 0x05_71_B0],
        &[0xCA_00_20, 0xF4_A5_82, 0xF7_F7_F7, 0x92_C5_DE, 0x05_71_B0],
        &[0xB2_18_2B, 0xEF_8A_62, 0xFD_DB_C7, 0xD1_E5_F0, 0x67_A9_CF, 0x21_66_AC],
        &[0xB2_18_2B, 0xEF_8A_62, 0xFD_DB_C7, 0xF7_F7_F7, 0xD1_E5_F0, 0x67_A9_CF, 0x21_66_AC],
        &[0xB2_18_2B, 0xD6_60_4D, 0xF4_A5_82, 0xFD_DB_C7, 0xD1_E5_F0, 0x92_C5_DE, 0x43_93_C3, 0x21_66_AC],
        &[0xB2_18_2B, 0xD6_60_4D, 0xF4_A5_82, 0xFD_DB_C7, 0xF7_F7_F7, 0xD1_E5_F0, 0x92_C5_DE, 0x43_93_C3, 0x21_66_AC],
    ] },
    Scheme { name: "PuOr", sort: SchemeSort::Diverging, safe_to: 9, ramps: &[
        &[0xF1_A3_40, 0xF7_F7_F7, 0x99_8E_C3],
        &[0xE6_61_01, 0xFD_B8_63, 0xB2_AB_D2, 0x5E_3C_99],
        &[0xE6_61_01, 0xFD_B8_63, 0xF7_F7_F7, 0xB2_AB_D2, 0x5E_3C_99],
        &[0xB3_58_06, 0xF1_A3_40, 0xFE_E0_B6, 0xD8_DA_EB, 0x99_8E_C3, 0x54_27_88],
        &[0xB3_58_06, 0xF1_A3_40, 0xFE_E0_B6, 0xF7_F7_F7, 0xD8_DA_EB, 0x99_8E_C3, 0x54_27_88],
        &[0xB3_58_06, 0xE0_82_14, 0xFD_B8_63, 0xFE_E0_B6, 0xD8_DA_EB, 0xB2_AB_D2, 0x80_73_AC, 0x54_27_88],
        &[0xB3_58_06, 0xE0_82_14, 0xFD_B8_63, 0xFE_E0_B6, 0xF7_F7_F7, 0xD8_DA_EB, 0xB2_AB_D2, 0x80_73_AC, 0x54_27_88],
    ] },
    Scheme { name: "BrBG", sort: SchemeSort::Diverging, safe_to: 9, ramps: &[
        &[0xD8_B3_65, 0xF5_F5_F5, 0x5A_B4_AC],
        &[0xA6_61_1A, 0xDF_C2_7D, 0x80_CD_C1, 0x01_85_71],
        &[0xA6_61_1A, 0xDF_C2_7D, 0xF5_F5_F5, 0x80_CD_C1, 0x01_85_71],
        &[0x8C_51_0A, 0xD8_B3_65, 0xF6_E8_C3, 0xC7_EA_E5, 0x5A_B4_AC, 0x01_66_5E],
        &[0x8C_51_0A, 0xD8_B3_65, 0xF6_E8_C3, 0xF5_F5_F5, 0xC7_EA_E5, 0x5A_B4_AC, 0x01_66_5E],
        &[0x8C_51_0A, 0xBF_81_2D, 0xDF_C2_7D, 0xF6_E8_C3, 0xC7_EA_E5, 0x80_CD_C1, 0x35_97_8F, 0x01_66_5E],
        &[0x8C_51_0A, 0xBF_81_2D, 0xDF_C2_7D, 0xF6_E8_C3, 0xF5_F5_F5, 0xC7_EA_E5, 0x80_CD_C1, 0x35_97_8F, 0x01_66_5E],
    ] },
    Scheme { name: "PRGn", sort: SchemeSort::Diverging, safe_to: 9, ramps: &[
        &[0xAF_8D_C3, 0xF7_F7_F7, 0x7F_BF_7B],
        &[0x7B_32_94, 0xC2_A5_CF, 0xA6_DB_A0, 0x00_88_37],
        &[0x7B_32_94, 0xC2_A5_CF, 0xF7_F7_F7, 0xA6_DB_A0, 0x00_88_37],
        &[0x76_2A_83, 0xAF_8D_C3, 0xE7_D4_E8, 0xD9_F0_D3, 0x7F_BF_7B, 0x1B_78_37],
        &[0x76_2A_83, 0xAF_8D_C3, 0xE7_D4_E8, 0xF7_F7_F7, 0xD9_F0_D3, 0x7F_BF_7B, 0x1B_78_37],
        &[0x76_2A_83, 0x99_70_AB, 0xC2_A5_CF, 0xE7_D4_E8, 0xD9_F0_D3, 0xA6_DB_A0, 0x5A_AE_61, 0x1B_78_37],
        &[0x76_2A_83, 0x99_70_AB, 0xC2_A5_CF, 0xE7_D4_E8, 0xF7_F7_F7, 0xD9_F0_D3, 0xA6_DB_A0, 0x5A_AE_61, 0x1B_78_37],
    ] },
    Scheme { name: "PiYG", sort: SchemeSort::Diverging, safe_to: 9, ramps: &[
        &[0xE9_A3_C9, 0xF7_F7_F7, 0xA1_D7_6A],
        &[0xD0_1C_8B, 0xF1_B6_DA, 0xB8_E1_86, 0x4D_AC_26],
        &[0xD0_1C_8B, 0xF1_B6_DA, 0xF7_F7_F7, 0xB8_E1_86, 0x4D_AC_26],
        &[0xC5_1B_7D, 0xE9_A3_C9, 0xFD_E0_EF, 0xE6_F5_D0, 0xA1_D7_6A, 0x4D_92_21],
        &[0xC5_1B_7D, 0xE9_A3_C9, 0xFD_E0_EF, 0xF7_F7_F7, 0xE6_F5_D0, 0xA1_D7_6A, 0x4D_92_21],
        &[0xC5_1B_7D, 0xDE_77_AE, 0xF1_B6_DA, 0xFD_E0_EF, 0xE6_F5_D0, 0xB8_E1_86, 0x7F_BC_41, 0x4D_92_21],
        &[0xC5_1B_7D, 0xDE_77_AE, 0xF1_B6_DA, 0xFD_E0_EF, 0xF7_F7_F7, 0xE6_F5_D0, 0xB8_E1_86, 0x7F_BC_41, 0x4D_92_21],
    ] },
    Scheme { name: "Set2", sort: SchemeSort::Qualitative, safe_to: 3, ramps: &[
        &[0x66_C2_A5, 0xFC_8D_62, 0x8D_A0_CB, 0xE7_8A_C3, 0xA6_D8_54, 0xFF_D9_2F, 0xE5_C4_94, 0xB3_B3_B3],
    ] },
    Scheme { name: "Dark2", sort: SchemeSort::Qualitative, safe_to: 3, ramps: &[
        &[0x1B_9E_77, 0xD9_5F_02, 0x75_70_B3, 0xE7_29_8A, 0x66_A6_1E, 0xE6_AB_02, 0xA6_76_1D, 0x66_66_66],
    ] },
    Scheme { name: "Paired", sort: SchemeSort::Qualitative, safe_to: 4, ramps: &[
        &[0xA6_CE_E3, 0x1F_78_B4, 0xB2_DF_8A, 0x33_A0_2C, 0xFB_9A_99, 0xE3_1A_1C, 0xFD_BF_6F, 0xFF_7F_00, 0xCA_B2_D6, 0x6A_3D_9A, 0xFF_FF_99, 0xB1_59_28],
    ] },
    // M. Okabe and K. Ito, Color Universal Design (2008), jfly.uni-koeln.de/color; black comes last.
    Scheme { name: "Okabe-Ito", sort: SchemeSort::Qualitative, safe_to: 8, ramps: &[
        &[0xE6_9F_00, 0x56_B4_E9, 0x00_9E_73, 0xF0_E4_42, 0x00_72_B2, 0xD5_5E_00, 0xCC_79_A7, 0x00_00_00],
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
