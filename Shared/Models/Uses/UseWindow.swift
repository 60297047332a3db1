public import FoundationEssentials

/// The stretch of time that uses of tracks are counted in, in whole hours or days of UTC.
public struct UseWindow: Sendable, Hashable {
  public enum Period: String, Sendable, CaseIterable {
    case hour, day

    public var seconds: Int { self == .hour ? 3_600 : 86_400 }
    /// After so many periods what people do repeats: a week.
    public var cycle: Int { self == .hour ? 168 : 7 }
  }

  public let period: Period
  /// The number, from 1970 on, of the period behind the last one.
  public let end: Int

  /// Moments beyond are mistakes; some six thousand years.
  private static let limit = 200_000_000_000.0

  /// Of the whole periods that are over by then, the last ones.
  public init(_ period: Period, until moment: Date) {
    self.period = period
    let seconds = moment.timeIntervalSince1970
    let bounded = seconds.isFinite ? min(max(seconds, -Self.limit), Self.limit) : 0
    end = Int((bounded / Double(period.seconds)).rounded(.down))
  }

  /// How many periods there are: 8 weeks by days, 2 by hours.
  public var length: Int { period == .hour ? 336 : 56 }

  public var first: Int { end - length }
  public var begins: Date { Date(timeIntervalSince1970: Double(first * period.seconds)) }
  /// The moment at which the last period is over.
  public var ends: Date { Date(timeIntervalSince1970: Double(end * period.seconds)) }

  /// Which of the periods of a week a place of the window is; the same number is the same hour or day of all weeks.
  public func phase(of place: Int) -> Int {
    let rest = (first + place) % period.cycle
    return rest < 0 ? rest + period.cycle : rest
  }
}
