public import FoundationEssentials
public import Models

/// Reads the numbers that snapshots have taken down, over time.
public struct MetricStore: Sendable {
  public enum Subject: Sendable, Hashable {
    case author(Author.ID)
    case video(Video.ID)
    case track(Track.ID)
  }

  /// How far apart points are.
  public enum Granularity: String, Sendable, CaseIterable {
    /// Each snapshot is a point.
    case snapshot
    /// The last numbers of each of these, in UTC; weeks begin on Mondays.
    case hour, day, week, month
  }

  /// What is asked for: numbers from a moment on, before another.
  public struct Question: Sendable, Hashable {
    public var from: Date?
    public var to: Date?
    public var granularity: Granularity
    /// The newest so many points.
    public var limit: Int

    public init(from: Date? = nil, to: Date? = nil, granularity: Granularity = .day, limit: Int = 500) {
      (self.from, self.to, self.granularity, self.limit) = (from, to, granularity, limit)
    }
  }

  public struct Point: Sendable, Equatable {
    /// Of the snapshot, or with which the stretch of time begins.
    public var at: Date
    /// In the order of the series' counters; nil where no snapshot told it.
    public var values: [Int64?]
    /// What is odd about them: `followers fell`.
    public var flags: [String]
  }

  public struct Series: Sendable, Equatable {
    public var question: Question
    public var counters: [String]
    /// The oldest first.
    public var points: [Point]
    /// Whether there are older ones within the bounds.
    public var isCut: Bool

    /// What a counter was, at the points that tell it.
    public func readings(of counter: String) -> [CounterReading] {
      guard let place = counters.firstIndex(of: counter) else { return [] }
      return points.compactMap { point in point.values[place].map { CounterReading($0, at: point.at) } }
    }
  }

  /// Snapshots that are gone through at most, for points of longer stretches.
  public static let snapshotLimit = 50_000

  private let database: any Database
  private let snapshotLimit: Int

  public init(_ database: any Database) { self.init(database, snapshotLimit: Self.snapshotLimit) }

  init(_ database: any Database, snapshotLimit: Int) {
    (self.database, self.snapshotLimit) = (database, snapshotLimit)
  }

  /// Nothing where nobody has counted.
  public func series(of subject: Subject, _ question: Question) async throws -> Series {
    let (series, id) = subject.place
    let (sql, limit) = (series.reading(id, question, snapshotLimit), snapshotLimit)
    return try await database.perform { session in
      var (points, snapshots) = ([Point](), 0)
      try session.query(sql) { row in
        let flags = try row.decode(1, as: String?.self)?.split(separator: ",").map { part in
          String(part.drop { $0 == " " })
        }
        var seen: Set<String> = []
        points.append(
          Point(
            at: try row.decode(0),
            values: try series.trends.indices.map { try row.decode(3 + $0, as: Int64?.self) },
            flags: (flags ?? []).filter { seen.insert($0).inserted }))
        snapshots = try row.decode(2)
      }
      let isCut = points.count > question.limit || snapshots > limit
      return Series(
        question: question, counters: series.trends.map(\.name),
        points: points.prefix(question.limit).reversed(), isCut: isCut)
    }
  }
}

extension MetricStore.Subject {
  fileprivate var place: (MetricSeries, Int64) {
    switch self {
    case .author(let id): (.authors, id.rawValue)
    case .video(let id): (.videos, id.rawValue)
    case .track(let id): (.tracks, id.rawValue)
    }
  }
}

extension MetricSeries {
  /// The newest points first, one more than asked for where there are more: their moments, flags, how many snapshots
  /// were gone through, and the counters.
  fileprivate func reading(_ id: Int64, _ question: MetricStore.Question, _ snapshotLimit: Int) -> SQL {
    var rows: SQL = "from \(identifier: table) where \(identifier: key) = \(id)"
    if let from = question.from { rows = "\(rows) and at >= \(from)" }
    if let to = question.to { rows = "\(rows) and at < \(to)" }
    let names = trends.reduce("" as SQL) { "\($0), \(identifier: $1.name)" }
    guard question.granularity != .snapshot else {
      return "select at, flags, 0::int8\(names) \(rows) order by at desc limit \(question.limit + 1)"
    }
    // What a snapshot does not tell is what it was.
    let last = trends.reduce("" as SQL) { sql, trend in
      let name: SQL = "\(identifier: trend.name)"
      return "\(sql), (array_agg(\(name) order by at desc) filter (where \(name) is not null))[1]"
    }
    return """
      select (date_trunc(\(question.granularity.rawValue), at at time zone 'UTC') at time zone 'UTC') as start,
        string_agg(flags, ',' order by at), (sum(count(*)) over ())::int8\(last)
      from (select at, flags\(names) \(rows) order by at desc limit \(snapshotLimit + 1)) s
      group by start order by start desc limit \(question.limit + 1)
      """
  }
}
