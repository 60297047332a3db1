/// Users, tracks and histories as MoovitaMix invents them when it starts, traps included: ids that are neither dense nor
/// in order, dates of change before those of making, e-mail addresses that are there twice, genres that are any word.
public struct MoovitaMixWorld: Sendable, Equatable {
  public struct User: Sendable, Equatable {
    public var id: Int
    public var firstName: String
    public var email: String
    public var gender: String
    public var genre: String
    public var createdAt: String
    public var updatedAt: String
  }

  public struct Track: Sendable, Equatable {
    public var id: Int
    public var name: String
    public var artist: String
    public var duration: String
    public var createdAt: String
    public var updatedAt: String
  }

  public struct History: Sendable, Equatable {
    public var user: Int
    public var items: [Int]
    public var createdAt: String
  }

  public var users: [User] = []
  public var tracks: [Track] = []
  public var histories: [History] = []

  public init() {}

  /// As many of each; the same seed gives the same.
  public init(seed: UInt64, count: Int) {
    var generator = SeededGenerator(seed: seed)
    let ids = Self.ids(2 * count, using: &generator)
    users = ids.prefix(count).enumerated().map { Self.user($0.offset, $0.element, using: &generator) }
    tracks = ids.dropFirst(count).enumerated().map { Self.track($0.offset, $0.element, using: &generator) }
    guard !tracks.isEmpty else { return }
    histories = users.map { user in
      let items = (0..<5).map { _ in tracks[Int.random(in: tracks.indices, using: &generator)].id }
      return History(user: user.id, items: items, createdAt: Self.moment(using: &generator))
    }
  }

  /// The same content under other ids, as after a restart that kept its data.
  public func renumbered(seed: UInt64) -> MoovitaMixWorld {
    var generator = SeededGenerator(seed: seed)
    var world = self
    let used = Set(users.map(\.id) + tracks.map(\.id))
    let ids = Self.ids(3 * used.count, using: &generator).filter { !used.contains($0) }
    let next = Dictionary(uniqueKeysWithValues: zip(users.map(\.id) + tracks.map(\.id), ids))
    for index in world.users.indices { world.users[index].id = next[users[index].id] ?? 0 }
    for index in world.tracks.indices { world.tracks[index].id = next[tracks[index].id] ?? 0 }
    for index in world.histories.indices {
      world.histories[index].user = next[histories[index].user] ?? 0
      world.histories[index].items = histories[index].items.map { next[$0] ?? 0 }
    }
    return world
  }

  /// All records of an endpoint as JSON.
  public func records(of path: String) -> [String] {
    switch path {
    case "/users": users.map(\.json)
    case "/tracks": tracks.map(\.json)
    default: histories.map(\.json)
    }
  }

  private static func ids(_ count: Int, using generator: inout SeededGenerator) -> [Int] {
    var ids = Set<Int>()
    while ids.count < count { ids.insert(.random(in: 1...(100_000 + 10 * count), using: &generator)) }
    return ids.sorted().shuffled(using: &generator)
  }

  private static func user(_ place: Int, _ id: Int, using generator: inout SeededGenerator) -> User {
    let names = ["Lori", "John", "Melinda", "Nichole", "Zoë", "Søren"]
    let genders = ["Male", "Female", "Non-binary", "Genderqueer", "Gender questioning"]
    let genres = ["Folk", "Techno", "R&B", "Hip Hop", "Alternative"]
    return User(
      id: id, firstName: names[place % names.count],
      email: place == 1 ? "user0@example.net" : "user\(place)@example.net",
      gender: genders[place % genders.count],
      genre: genres[place % genres.count], createdAt: moment(using: &generator),
      updatedAt: moment(using: &generator))
  }

  private static func track(_ place: Int, _ id: Int, using generator: inout SeededGenerator) -> Track {
    let minutes = Int.random(in: 10...59, using: &generator)
    let seconds = Int.random(in: 10...59, using: &generator)
    return Track(
      id: id, name: "structure \(place)", artist: "Teresa Gonzalez", duration: "\(minutes):\(seconds)",
      createdAt: moment(using: &generator), updatedAt: moment(using: &generator))
  }

  private static func moment(using generator: inout SeededGenerator) -> String {
    func pair(_ range: ClosedRange<Int>) -> String {
      let number = Int.random(in: range, using: &generator)
      return number < 10 ? "0\(number)" : "\(number)"
    }
    let day = "2026-\(pair(1...12))-\(pair(1...28))"
    return
      "\(day)T\(pair(0...23)):\(pair(0...59)):\(pair(0...59)).\(Int.random(in: 100_000...999_999, using: &generator))"
  }
}

extension MoovitaMixWorld.User {
  public var json: String {
    """
    {"id":\(id),"first_name":"\(firstName)","last_name":"Nelson","email":"\(email)","gender":"\(gender)",\
    "favorite_genres":"\(genre)","created_at":"\(createdAt)","updated_at":"\(updatedAt)"}
    """
  }
}

extension MoovitaMixWorld.Track {
  public var json: String {
    """
    {"id":\(id),"name":"\(name)","artist":"\(artist)","songwriters":"William Hill","duration":"\(duration)",\
    "genres":"charge","album":"choose","created_at":"\(createdAt)","updated_at":"\(updatedAt)"}
    """
  }
}

extension MoovitaMixWorld.History {
  public var json: String {
    """
    {"user_id":\(user),"items":[\(items.map(String.init).joined(separator: ","))],\
    "created_at":"\(createdAt)","updated_at":"2026-12-30T00:00:00.000001"}
    """
  }
}
