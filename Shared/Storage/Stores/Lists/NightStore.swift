public import Models

/// Keeps how far the lists of a night are begun.
public struct NightStore: Sendable {
  /// A creator whose turn it is.
  public struct Creator: Sendable, Equatable {
    public let author: Author.ID
    public let request: InfluencerRequest
  }

  /// What one portion has come to.
  public struct Portion: Sendable, Equatable {
    public var creators: [Creator] = []
    /// Whether the night is over, now or since before.
    public var isFinished = false
    /// Whether somebody else is at it.
    public var isBusy = false

    public init(creators: [Creator] = [], isFinished: Bool = false, isBusy: Bool = false) {
      (self.creators, self.isFinished, self.isBusy) = (creators, isFinished, isBusy)
    }
  }

  private let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// Whether all lists of a night are begun.
  public func isFinished(_ day: Day) async throws -> Bool {
    try await database.value(
      "select exists (select from night where day = \("\(day)")::date and finished_at is not null)",
      as: Bool.self)
  }
}

extension Session {
  /// The next creators of a night, in the transaction in which their lists are begun: whoever else asks meanwhile is told
  /// that somebody is at it. All who have had a list and are still there, in the order of their numbers; `stride` of those
  /// who are known are looked at.
  public func nextOfNight(_ day: Day, limit: Int, stride: Int = 5_000) throws -> NightStore.Portion {
    let day = "\(day)"
    try execute("insert into night (day) values (\(day)::date) on conflict do nothing")
    let rows = try rows(
      "select reached, finished_at is not null from night where day = \(day)::date for update skip locked",
      as: Int64.self, Bool.self)
    guard let (reached, isFinished) = rows.first else { return NightStore.Portion(isBusy: true) }
    guard !isFinished else { return NightStore.Portion(isFinished: true) }
    var (seen, last) = (0, reached)
    var portion = NightStore.Portion()
    try query(Self.creators(after: reached, limit, stride)) { row in
      let isDue = try row.decode(3, as: Bool.self)
      guard portion.creators.count < limit else { return }
      seen += 1
      last = try row.decode(0, as: Int64.self)
      guard isDue, let request = Self.request(try row.decode(1), try row.decode(2)) else { return }
      portion.creators.append(NightStore.Creator(author: Author.ID(last), request: request))
    }
    portion.isFinished = seen < stride && portion.creators.count < limit
    try execute(
      """
      update night set reached = \(last), begun = begun + \(Int32(portion.creators.count)),
        finished_at = case when \(portion.isFinished) then now() end
      where day = \(day)::date
      """)
    return portion
  }

  private static func creators(after last: Int64, _ limit: Int, _ stride: Int) -> SQL {
    """
    select a.id, a.handle, a.platform,
      a.is_gone is not true and exists (select from recommendation r where r.author_id = a.id)
    from (select * from author where id > \(last) order by id limit \(Int64(stride))) a order by a.id
    """
  }

  /// Nil for a name that no source should have had.
  private static func request(_ handle: String, _ platform: String) -> InfluencerRequest? {
    guard let handle = try? Models.Handle(handle), let platform = Platform(rawValue: platform) else {
      return nil
    }
    return InfluencerRequest(handle, platform: platform)
  }
}
