import FoundationEssentials

/// Dates and times of ISO 8601, in UTC where they do not say otherwise.
enum Moment {
  /// Of `2026-12-31`, `2026-12-31T23:59:59Z` and `2026-12-31T23:59:59+02:00`; nil for anything else. A date alone is its
  /// beginning, or its end where that is asked for.
  static func date(_ text: String, atEndOfDay: Bool) -> Date? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10, bytes[4] == 0x2d, bytes[7] == 0x2d, let year = number(bytes[0..<4]),
      let month = number(bytes[5..<7]), let day = number(bytes[8..<10]), (1900...9998).contains(year),
      (1...12).contains(month), (1...length(of: month, in: year)).contains(day)
    else { return nil }
    let seconds = Double(days(year, month, day)) * 86_400
    guard bytes.count > 10 else { return Date(timeIntervalSince1970: seconds + (atEndOfDay ? 86_400 : 0)) }
    guard bytes[10] == UInt8(ascii: "T") || bytes[10] == 0x20, let time = time(bytes[11...]) else {
      return nil
    }
    return Date(timeIntervalSince1970: seconds + Double(time))
  }

  /// Seconds from midnight, what follows in the way of a zone taken off.
  private static func time(_ bytes: ArraySlice<UInt8>) -> Int? {
    let bytes = Array(bytes)
    guard bytes.count >= 8, bytes[2] == 0x3a, bytes[5] == 0x3a, let hour = number(bytes[0..<2]),
      let minute = number(bytes[3..<5]), let second = number(bytes[6..<8]), hour < 24, minute < 60,
      second < 60
    else { return nil }
    let time = hour * 3600 + minute * 60 + second
    let zone = bytes[8...]
    if zone.isEmpty || zone.elementsEqual("Z".utf8) { return time }
    guard zone.count == 6, zone[8] == 0x2b || zone[8] == 0x2d, zone[11] == 0x3a,
      let hours = number(zone[9..<11]),
      let minutes = number(zone[12..<14]), hours < 15, minutes < 60
    else { return nil }
    let offset = hours * 3600 + minutes * 60
    return zone[8] == 0x2b ? time - offset : time + offset
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    digits.reduce(0) { value, byte -> Int? in
      guard let value, (0x30...0x39).contains(byte) else { return nil }
      return value * 10 + Int(byte - 0x30)
    }
  }

  private static func length(of month: Int, in year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Since 1970, by the calendar that is used everywhere. Years begin in March here, so that the odd day is their last.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month > 2 ? year : year - 1
    let month = month > 2 ? month - 3 : month + 9
    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1 - 719_468
  }
}
