import API
import FoundationEssentials
import Models
import Storage

/// The parameters of numbers over time, and of other things that a stretch of time is asked of.
enum SeriesBounds {
  static let limits = 1...2_000
  static let usual = 500

  private static let moment = Schema.either([.moment, .day])

  static let parameters: [Parameter] = [
    .query("from", moment, "Nothing before this moment or day, in UTC"),
    .query("to", moment, "Nothing from this moment on, or after this day"),
    .query(
      "granularity", .choice(MetricStore.Granularity.self),
      "How far points are apart: each snapshot, or the last numbers of each day and so on; day unless said"),
    .query("limit", .integer(limits), "How many points at most, the newest; \(usual) unless said"),
  ]

  static func question(_ call: Call) throws(Refusal) -> MetricStore.Question {
    var question = MetricStore.Question(
      from: date(call.text("from"), atEndOfDay: false), to: date(call.text("to"), atEndOfDay: true),
      limit: call.number("limit") ?? usual)
    if let granularity = call.text("granularity").flatMap(MetricStore.Granularity.init) {
      question.granularity = granularity
    }
    if let from = question.from, let to = question.to, from >= to {
      throw .invalid([Fault(.query("to"), "it is not after \"from\"")])
    }
    return question
  }

  /// A day is meant whole.
  private static func date(_ text: String?, atEndOfDay: Bool) -> Date? {
    guard let text else { return nil }
    if let day = Day(text) { return atEndOfDay ? day.adding(1).start : day.start }
    return try? Date(text, strategy: .iso8601)
  }
}
