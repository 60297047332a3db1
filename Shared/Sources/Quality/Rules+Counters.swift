public import Models

/// The rules of counters, which hold whatever the source.
public enum CounterRules {
  private static func rule(_ record: String, _ field: String, why: String? = nil) -> Rule {
    Rule(record, field, .range(0...9.2e18, unit: "things counted"), .dropped, why: why)
  }

  static let followers = rule("creator", "followers")
  static let following = rule("creator", "following")
  static let likes = rule(
    "creator", "likes",
    why:
      "a number beyond 2,147,483,647 has run over in some answers and is negative there: it is not known then"
  )
  static let videos = rule("creator", "videos")
  static let postCounts = ["plays", "likes", "comments", "shares", "saves", "reposts"].map {
    rule("post", $0)
  }
  static let uses = rule("sound", "uses")

  public static let all = [followers, following, likes, videos] + postCounts + [uses]

  /// Leaves out what breaks a rule; returns the names of the rules.
  public static func clean(_ counts: inout AuthorCounts) -> [String] {
    [
      clean(&counts.followers, followers), clean(&counts.following, following), clean(&counts.likes, likes),
      clean(&counts.videos, videos),
    ].compactMap { $0 }
  }

  public static func clean(_ counts: inout VideoCounts) -> [String] {
    [
      clean(&counts.plays, postCounts[0]), clean(&counts.likes, postCounts[1]),
      clean(&counts.comments, postCounts[2]), clean(&counts.shares, postCounts[3]),
      clean(&counts.saves, postCounts[4]), clean(&counts.reposts, postCounts[5]),
    ].compactMap { $0 }
  }

  public static func clean(_ track: inout Track) -> [String] {
    [clean(&track.uses, uses)].compactMap { $0 }
  }

  private static func clean(_ count: inout Int64?, _ rule: Rule) -> String? {
    guard let number = count, number < 0 else { return nil }
    count = nil
    return rule.id
  }
}
