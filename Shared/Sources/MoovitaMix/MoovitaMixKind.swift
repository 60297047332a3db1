/// The kinds of records of MoovitaMix, in the order in which they refer to each other.
public enum MoovitaMixKind: String, Sendable, CaseIterable, Codable {
  case user, track, history

  /// Of the API.
  public var path: String {
    switch self {
    case .user: "users"
    case .track: "tracks"
    case .history: "listen_history"
    }
  }

  public var shape: FlatShape {
    switch self {
    case .user: Self.users
    case .track: Self.tracks
    case .history: Self.histories
    }
  }

  private static let users = FlatShape(
    "moovitamix user",
    [
      ("id", .id), ("first_name", .text), ("last_name", .text), ("email", .text), ("gender", .text),
      ("favorite_genres", .text), ("created_at", .moment), ("updated_at", .moment),
    ], rules: Rules.moovitaMixUser)

  private static let tracks = FlatShape(
    "moovitamix track",
    [
      ("id", .id), ("name", .text), ("artist", .text), ("songwriters", .text), ("duration", .duration),
      ("genres", .text), ("album", .text), ("created_at", .moment), ("updated_at", .moment),
    ], rules: Rules.moovitaMixTrack)

  private static let histories = FlatShape(
    "moovitamix history",
    [("user_id", .id), ("items", .ids), ("created_at", .moment), ("updated_at", .moment)],
    rules: Rules.moovitaMixHistory)
}
