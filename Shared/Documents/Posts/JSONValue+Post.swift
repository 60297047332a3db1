import Models
public import Storage

extension JSONValue {
  /// A post with its counts and its sound, and in a word what analysis found in it.
  public static func post(_ post: PostStore.Post) -> JSONValue { .object(members(of: post)) }

  static func members(of post: PostStore.Post) -> [(String, JSONValue)] {
    let counts = post.counts
    let numbers: [(String, Int64?)] = [
      ("plays", counts.plays), ("likes", counts.likes), ("comments", counts.comments),
      ("shares", counts.shares), ("saves", counts.saves), ("reposts", counts.reposts),
    ]
    return [
      ("video", .string("\(post.id)")), ("key", JSONValue(post.key)),
      ("author", JSONValue(post.handle.map { "@" + $0 })), ("kind", .string(post.kind.rawValue)),
      ("caption", .string(post.caption)), ("hashtags", .strings(post.hashtags)),
      ("mentions", .strings(post.mentions)), ("postedAt", JSONValue(post.postedAt)),
      ("duration", JSONValue(post.duration)), ("width", JSONValue(post.width)),
      ("height", JSONValue(post.height)), ("language", JSONValue(post.language)),
      ("region", JSONValue(post.region)), ("pinned", .bool(post.isPinned)),
      ("advertisement", .bool(post.isAdvertisement)), ("url", JSONValue(post.url)),
    ] + numbers.map { ($0.0, JSONValue($0.1.map { Int($0) })) } + [
      ("sound", post.sound.map(sound) ?? .null),
      ("genre", JSONValue(post.features?.genre?.value.top?.rawValue)),
      ("mood", JSONValue(post.features?.mood?.value.top?.rawValue)),
      ("analysedAt", JSONValue(post.analysedAt)), ("original", JSONValue(post.original)),
      ("source", JSONValue(post.source)), ("firstSeenAt", JSONValue(post.firstSeenAt)),
      ("seenAt", JSONValue(post.seenAt)), ("missingSince", JSONValue(post.missingSince)),
    ]
  }

  private static func sound(_ sound: PostStore.Sound) -> JSONValue {
    [
      "trackId": .string("\(sound.track)"), "title": JSONValue(sound.title),
      "artist": JSONValue(sound.artist), "original": JSONValue(sound.isOriginalSound),
    ]
  }
}
