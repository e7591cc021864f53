pub const NOON: u8 = 12;
pub const MORNING: u8 = 7;
