/// Dates and durations as flat records write them.
enum FlatMoment {
  /// `2026-03-23T01:19:30.663886` as microseconds since 1970: at most nine decimals, of which six count; a `T` or a space
  /// before the time; with `Z`, an offset, or no zone, which is UTC.
  static func microseconds(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard text.count >= 19, text[4] == dash, text[7] == dash, text[13] == colon, text[16] == colon,
      text[10] == UInt8(ascii: "T") || text[10] == UInt8(ascii: " "),
      let century = pair(text, 0), let years = pair(text, 2), let month = pair(text, 5),
      let day = pair(text, 8), let hour = pair(text, 11), let minute = pair(text, 14),
      let second = pair(text, 17)
    else { return nil }
    let year = century * 100 + years
    guard year >= 1, 1...12 ~= month, day >= 1, day <= days(in: month, of: year), hour < 24, minute < 60,
      second < 60
    else { return nil }
    guard let (fraction, next) = decimals(text), let offset = zone(text, from: next) else { return nil }
    let seconds = ((daysSince1970(year, month, day) * 24 + hour) * 60 + minute) * 60 + second - offset
    return Int64(seconds * 1_000_000 + fraction)
  }

  /// `29:28` in seconds.
  static func seconds(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard text.count == 5, text[2] == colon, let minutes = pair(text, 0), let seconds = pair(text, 3),
      seconds < 60
    else { return nil }
    return Int64(minutes * 60 + seconds)
  }

  private static let dash = UInt8(ascii: "-")
  private static let colon = UInt8(ascii: ":")

  @inline(__always)
  private static func pair(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
    let (tens, ones) = (text[at] &- 48, text[at + 1] &- 48)
    guard tens < 10, ones < 10 else { return nil }
    return Int(tens) * 10 + Int(ones)
  }

  private static func decimals(_ text: UnsafeBufferPointer<UInt8>) -> (microseconds: Int, next: Int)? {
    guard text.count > 19, text[19] == UInt8(ascii: ".") else { return (0, 19) }
    var at = 20
    var value = 0
    var scale = 100_000
    while at < text.count, text[at] &- 48 < 10 {
      value += Int(text[at] &- 48) * scale
      scale /= 10
      at += 1
    }
    return (1...9).contains(at - 20) ? (value, at) : nil
  }

  /// Seconds that the zone is ahead of UTC.
  private static func zone(_ text: UnsafeBufferPointer<UInt8>, from at: Int) -> Int? {
    if at == text.count { return 0 }
    if at + 1 == text.count, text[at] == UInt8(ascii: "Z") { return 0 }
    guard at + 6 == text.count, text[at] == UInt8(ascii: "+") || text[at] == dash, text[at + 3] == colon,
      let hours = pair(text, at + 1), let minutes = pair(text, at + 4), hours < 24, minutes < 60
    else { return nil }
    return (hours * 60 + minutes) * (text[at] == dash ? -60 : 60)
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Counts from March, so that the leap day is a year's last; an era is 400 years.
  private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = year / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
