import CUTF8Proc

/// What a character is to the division of text into words.
enum ScalarClass {
  case letter, digit
  /// Of a script that writes words without spaces between them, or, as Korean, with endings that cling to them.
  case dense
  case emoji
  case ampersand, number, at
  /// Separates words and no more: space, hyphen, apostrophe, underscore.
  case separator
  /// Ends a thought: full stop, comma.
  case clauseEnd
  /// Begins or ends a part of a name: bracket, dash, bar.
  case segmentEnd
  case other

  init(_ scalar: Unicode.Scalar) {
    self = scalar.value < 0x80 ? Self.ascii[Int(scalar.value)] : Self.beyondASCII(scalar)
  }

  static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x300 else { return false }
    let property = utf8proc_get_property(Int32(bitPattern: scalar.value))
    guard let category = property?.pointee.category else { return false }
    return category == UTF8PROC_CATEGORY_MN.number || category == UTF8PROC_CATEGORY_ME.number
  }

  private static let ascii: [ScalarClass] = (0..<0x80).map { value in
    switch Character(Unicode.Scalar(UInt8(value))) {
    case "a"..."z", "A"..."Z": .letter
    case "0"..."9": .digit
    case "&": .ampersand
    case "#": .number
    case "@": .at
    case " ", "\t", "-", "'", "_", "\"", "*", "`", "^", "~": .separator
    case ".", ",", "!", "?", ";", ":", "\n", "\r": .clauseEnd
    case "(", ")", "[", "]", "{", "}", "|", "/", "<", ">", "+": .segmentEnd
    default: .other
    }
  }

  private static func beyondASCII(_ scalar: Unicode.Scalar) -> ScalarClass {
    if Script.isDense(scalar) { return .dense }
    if isEmoji(scalar) { return .emoji }
    switch utf8proc_category(Int32(bitPattern: scalar.value)) {
    case UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_LL, UTF8PROC_CATEGORY_LT, UTF8PROC_CATEGORY_LM,
      UTF8PROC_CATEGORY_LO, UTF8PROC_CATEGORY_MN, UTF8PROC_CATEGORY_MC:
      return .letter
    case UTF8PROC_CATEGORY_ND: return .digit
    case UTF8PROC_CATEGORY_ZS, UTF8PROC_CATEGORY_PI, UTF8PROC_CATEGORY_PF, UTF8PROC_CATEGORY_PC,
      UTF8PROC_CATEGORY_CF:
      return .separator
    case UTF8PROC_CATEGORY_PS, UTF8PROC_CATEGORY_PE: return .segmentEnd
    // Short hyphens join words, long dashes part them.
    case UTF8PROC_CATEGORY_PD: return scalar.value <= 0x2011 ? .separator : .segmentEnd
    case UTF8PROC_CATEGORY_PO, UTF8PROC_CATEGORY_ZL, UTF8PROC_CATEGORY_ZP: return .clauseEnd
    default: return .other
    }
  }

  /// Skin colours are none: they say nothing more.
  static func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1F3FB...0x1F3FF: false
    case 0x1F300...0x1FAFF, 0x1F1E6...0x1F1FF, 0x2600...0x27BF, 0x1F004, 0x1F0CF: true
    case 0x2190...0x2BFF, 0x3030, 0x303D: scalar.properties.isEmojiPresentation
    default: false
    }
  }
}

extension utf8proc_category_t {
  fileprivate var number: Int16 { Int16(truncatingIfNeeded: rawValue) }
}
