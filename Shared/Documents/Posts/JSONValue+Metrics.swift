import FoundationEssentials
import Models
public import Storage

extension JSONValue {
  /// Numbers over time, and how each of them grew meanwhile.
  public static func metrics(_ series: MetricStore.Series) -> JSONValue {
    [
      "granularity": .string(series.question.granularity.rawValue),
      "from": JSONValue(series.question.from), "to": JSONValue(series.question.to),
      "points": .array(
        series.points.map { point in
          .object(
            [("at", JSONValue(point.at))]
              + zip(series.counters, point.values).map { ($0, JSONValue($1.map { Int($0) })) }
              + [("flags", .strings(point.flags))])
        }),
      "cut": .bool(series.isCut),
      "growth": .object(series.counters.map { ($0, growth(series.readings(of: $0))) }),
    ]
  }

  /// From the first point that tells the number to the last one.
  private static func growth(_ readings: [CounterReading]) -> JSONValue {
    guard let first = readings.first, let last = readings.last else { return .null }
    return [
      "first": .int(Int(first.value)), "firstAt": JSONValue(first.at), "last": .int(Int(last.value)),
      "lastAt": JSONValue(last.at), "change": .int(Int(last.value - first.value)),
      "weeklyGrowth": JSONValue(UsageTrend(readings)?.weeklyGrowth.flatMap { $0.isFinite ? $0 : nil }),
    ]
  }
}
