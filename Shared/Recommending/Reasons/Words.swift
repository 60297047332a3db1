/// Numbers as people read them.
public enum Words {
  /// `62 %`; what is more than nothing is never 0.
  public static func percent(_ share: Double) -> String {
    guard share.isFinite else { return "0 %" }
    let percent = min(max(share, 0), 1) * 100
    return percent > 0 && percent < 1 ? "less than 1 %" : whole(percent) + " %"
  }

  /// `950`, `12,400`, `640 k`, `1.2 M`, `3.4 B`: exact up to a hundred thousand, then to two or three digits.
  public static func count(_ count: Double) -> String {
    guard count.isFinite, abs(count) < 1e15 else { return count > 0 ? "countless" : "0" }
    let sign = count <= -0.5 ? "-" : ""
    let size = abs(count).rounded()
    if size < 100_000 { return sign + grouped(size) }
    for (unit, name) in [(1e9, "B"), (1e6, "M"), (1e3, "k")] where size >= unit * 0.9995 {
      return sign + short(size / unit) + " " + name
    }
    return sign + grouped(size)
  }

  public static func whole(_ number: Double) -> String {
    guard number.isFinite, abs(number) < 1e15 else { return "0" }
    return String(Int64(number.rounded()))
  }

  /// With one digit behind the point.
  public static func tenths(_ number: Double) -> String {
    guard number.isFinite, abs(number) < 1e14 else { return "0" }
    let tenths = Int64((abs(number) * 10).rounded())
    return (number < 0 && tenths > 0 ? "-" : "") + "\(tenths / 10).\(tenths % 10)"
  }

  /// A moment of a sound to the second: `0:43`, `1:02:07`.
  public static func clock(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e9 else { return "0:00" }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let second = Int(max(0, seconds).rounded())
    let (hours, minutes) = (second / 3_600, second / 60 % 60)
    return (hours > 0 ? "\(hours):\(two(minutes))" : "\(minutes)") + ":" + two(second % 60)
  }

  private static func short(_ number: Double) -> String {
    let text = tenths(number)
    return number >= 99.95 ? whole(number) : text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func grouped(_ size: Double) -> String {
    let digits = Array(whole(size))
    var text = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }
}
