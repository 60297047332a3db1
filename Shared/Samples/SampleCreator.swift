public import Models

/// Somebody of the world, with the taste that was planted in them.
public struct SampleCreator: Sendable, Equatable {
  /// Their place in `SampleWorld.creators`.
  public let number: Int
  public let id: String
  public let handle: Handle
  public let nickname: String
  public let taste: SampleTaste
  /// How many videos the world has of them.
  public let videoCount: Int
  /// ISO 639.
  public var language: String { voice.code }
  /// ISO 3166.
  public let region: String
  public let isVerified: Bool
  public let followers: Int
  /// Received on all videos; of one creator in forty beyond Int32.
  public let hearts: Int

  let voice: Language
  let bio: String
  let secUid: String
  let following: Int
  /// Posts before those that the world has.
  let olderVideos: Int
}

extension SampleCreator {
  init(_ number: Int, videoCount: Int, seed: UInt64) {
    taste = .planted(in: number, seed: seed)
    // Begins where the taste ends: other numbers than those that it was drawn from.
    var draws = Draws(seed ^ 0xc3ea_7042, .creator, number)
    let names = Names(number, seed: seed)
    self.number = number
    self.videoCount = videoCount
    handle = .planted(names.handle)
    nickname = names.nickname
    id = Snowflake.id(
      .creator(number), at: SampleWorld.end - draws.number(500...3_000) * 86_400 - draws.number(0...86_399))
    voice = draws.pick(Language.all)
    region = draws.pick(voice.regions)
    bio = draws.pick(voice.bios)
    secUid = "MS4wLjABAAAA" + draws.text(of: Draws.hexadecimal, count: 32)
    following = draws.number(3...900)
    olderVideos = draws.number(0...400)
    let isStar = number % SampleTaste.groupSize == 7
    // From hundreds to millions, each power of two as likely as the next.
    let size = 1 << draws.number(isStar ? 23...25 : 8...20)
    followers = size + draws.index(below: size)
    isVerified = isStar || draws.chance(8)
    // A star's hearts wrap around to a negative number where somebody keeps them in 32 bits.
    hearts = isStar ? draws.number(2_200_000_000...4_200_000_000) : followers * draws.number(4...30)
  }
}

extension Handle {
  /// From this module's own names.
  static func planted(_ name: String) -> Handle {
    do { return try Handle(name) } catch { preconditionFailure("not a handle: \(error)") }
  }
}
