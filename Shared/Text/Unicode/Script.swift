/// The writing systems that tell something.
enum Script: String, CaseIterable {
  case han, kana, hangul, thai, lao, khmer, burmese
  case greek, hebrew, armenian, georgian, tamil, telugu, kannada, malayalam, gujarati, gurmukhi, sinhala,
    bengali
  /// Of a letter that several languages share.
  case other

  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x3400...0x9FFF, 0x3005, 0x3007, 0xF900...0xFAFF, 0x20000...0x3FFFF: self = .han
    case 0x3041...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9F: self = .kana
    case 0xAC00...0xD7FF, 0x1100...0x11FF, 0x3130...0x318F, 0xA960...0xA97F: self = .hangul
    default: self = Self.blocks.first { $0.range.contains(scalar.value) }?.script ?? .other
    }
  }

  static func isDense(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x0E00, scalar.value < 0x1F000 || scalar.value >= 0x20000 else { return false }
    switch Script(scalar) {
    case .han, .kana, .hangul, .thai, .lao, .khmer, .burmese: return true
    default: return false
    }
  }

  private static let blocks: [(range: ClosedRange<UInt32>, script: Script)] = [
    (0x0370...0x03FF, .greek), (0x1F00...0x1FFF, .greek), (0x0530...0x058F, .armenian),
    (0x0590...0x05FF, .hebrew), (0x0980...0x09FF, .bengali), (0x0A00...0x0A7F, .gurmukhi),
    (0x0A80...0x0AFF, .gujarati), (0x0B80...0x0BFF, .tamil), (0x0C00...0x0C7F, .telugu),
    (0x0C80...0x0CFF, .kannada), (0x0D00...0x0D7F, .malayalam), (0x0D80...0x0DFF, .sinhala),
    (0x0E00...0x0E7F, .thai), (0x0E80...0x0EFF, .lao), (0x1000...0x109F, .burmese),
    (0x10A0...0x10FF, .georgian), (0x1780...0x17FF, .khmer),
  ]
}
