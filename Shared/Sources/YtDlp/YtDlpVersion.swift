/// yt-dlp's version: the day on which it was made.
struct YtDlpVersion: Comparable, CustomStringConvertible {
  /// The first that understands all options that it is given here, and TikTok's pages as they are since.
  static let least = YtDlpVersion(year: 2025, month: 6, day: 9)

  let year: Int, month: Int, day: Int

  private init(year: Int, month: Int, day: Int) { (self.year, self.month, self.day) = (year, month, day) }

  /// `2026.08.19`; what is made between two has a fourth number.
  init?(_ text: String) {
    let numbers = text.split(separator: ".", omittingEmptySubsequences: false).map { part in
      part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil
    }
    guard (3...4).contains(numbers.count), let year = numbers[0], let month = numbers[1],
      let day = numbers[2],
      (2020...9999).contains(year), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  var description: String {
    [year, month, day].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ".")
  }

  static func < (left: Self, right: Self) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}
