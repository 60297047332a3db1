import FoundationEssentials

/// The days that one query covers, at most 30 apart as the API wants it. Days are those of UTC, counted from 1970.
struct ResearchWindow: Equatable {
  static let length = 30

  let first: Int
  let last: Int

  /// The days up to that of `now`.
  init(upTo now: Date) {
    last = Int((now.timeIntervalSince1970 / 86_400).rounded(.down))
    first = last - Self.length + 1
  }

  init?(first: Int, last: Int) {
    guard first <= last, last - first <= Self.length, (10_000...50_000).contains(first) else { return nil }
    self.first = first
    self.last = last
  }

  /// The days before those.
  var earlier: ResearchWindow? { ResearchWindow(first: first - Self.length, last: first - 1) }

  var start: String { Self.text(first) }
  var end: String { Self.text(last) }

  /// `20260131`.
  private static func text(_ day: Int) -> String {
    Date(timeIntervalSince1970: Double(day) * 86_400)
      .formatted(.iso8601.year().month().day().dateSeparator(.omitted))
  }
}

/// Where a list goes on: in which days, and where in what was found there.
struct ResearchMark: Equatable {
  var window: ResearchWindow
  /// Of `windowLimit`, from 0.
  var number = 0
  var cursor: Int64 = 0
  var searchID: String?
  /// Of the ids on the page before, by which the same page is known again.
  var digest: String?

  init(window: ResearchWindow, number: Int = 0) {
    self.window = window
    self.number = number
  }

  /// Nil for what no page ended with.
  init?(_ text: String) {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 6, let first = Int(parts[0]), let last = Int(parts[1]),
      let window = ResearchWindow(first: first, last: last),
      let number = Int(parts[2]), (0...1_000).contains(number),
      let cursor = Int64(parts[3]), cursor >= 0
    else { return nil }
    self.init(window: window, number: number)
    self.cursor = cursor
    searchID = parts[4].isEmpty ? nil : String(parts[4])
    digest = parts[5].isEmpty ? nil : String(parts[5])
  }

  var text: String {
    "\(window.first) \(window.last) \(number) \(cursor) \(searchID ?? "") \(digest ?? "")"
  }

  /// Whether nothing of its days was read.
  var isBeginning: Bool { cursor == 0 && searchID == nil }

  /// Of the same days.
  var beginning: ResearchMark { ResearchMark(window: window, number: number) }

  /// In the days before; nil where none are left.
  func earlier(limit: Int) -> ResearchMark? {
    guard number + 1 < limit, let window = window.earlier else { return nil }
    return ResearchMark(window: window, number: number + 1)
  }
}
