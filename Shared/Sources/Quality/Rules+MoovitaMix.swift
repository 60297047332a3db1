extension Rules {
  /// What records of MoovitaMix must be.
  public static let moovitaMix = moovitaMixUser + moovitaMixTrack + moovitaMixHistory

  static let moovitaMixUser =
    id("moovitamix user", "id") + [
      Rule("moovitamix user", "id", .unique, .rejected, why: "the one that comes in first is kept")
    ] + texts("moovitamix user", ["first_name", "last_name", "email", "gender", "favorite_genres"]) + [
      Rule("moovitamix user", "gender", .oneOf(genders), .flagged),
      Rule("moovitamix user", "favorite_genres", .oneOf(genres), .flagged),
    ] + moments("moovitamix user")

  static let moovitaMixTrack =
    id("moovitamix track", "id") + [
      Rule("moovitamix track", "id", .unique, .rejected, why: "the one that comes in first is kept")
    ] + texts("moovitamix track", ["name", "artist", "songwriters"]) + [
      Rule("moovitamix track", "duration", .form("be minutes and seconds, as 04:30"), .rejected),
      Rule("moovitamix track", "duration", .range(0...3_599, unit: "s"), .rejected),
    ] + texts("moovitamix track", ["genres", "album"]) + moments("moovitamix track")

  static let moovitaMixHistory =
    id("moovitamix history", "user_id") + [
      Rule("moovitamix history", "user_id", .refers(to: "moovitamix user"), .rejected),
      Rule("moovitamix history", "items", .form("be a list of whole numbers"), .rejected),
      Rule(
        "moovitamix history", "items", .range(1...idLimit, unit: "each"), .rejected),
      Rule("moovitamix history", "items", .length(10_000), .rejected),
      Rule("moovitamix history", "items", .refers(to: "moovitamix track"), .rejected),
    ] + moments("moovitamix history")

  /// The largest whole number that every reader of JSON keeps exactly.
  private static let idLimit = 9_007_199_254_740_991.0

  private static let genders = [
    "Male", "Female", "Non-binary", "Genderqueer", "Genderfluid", "Agender", "Bigender",
    "Gender questioning", "Gender nonconforming",
  ]

  private static let genres = [
    "Rock", "Pop", "Hip Hop", "Jazz", "Electronic", "Classical", "Country", "Blues", "R&B", "Reggae",
    "Folk", "Metal", "Punk", "Funk", "Indie", "Alternative", "Techno",
  ]

  private static func id(_ record: String, _ field: String) -> [Rule] {
    [
      Rule(record, field, .required, .rejected),
      Rule(record, field, .form("be a whole number"), .rejected),
      Rule(record, field, .range(1...idLimit, unit: ""), .rejected),
    ]
  }

  private static func texts(_ record: String, _ fields: [String]) -> [Rule] {
    fields.flatMap { field in
      [
        Rule(record, field, .form("be text"), .rejected, why: "it may be missing"),
        Rule(record, field, .length(500), .rejected),
      ]
    }
  }

  private static func moments(_ record: String) -> [Rule] {
    let form = Rule.Demand.form("be a date and time of ISO 8601; without a zone it is UTC")
    return [
      Rule(record, "created_at", form, .rejected, why: "it may be missing"),
      Rule(record, "updated_at", form, .rejected, why: "it may be missing"),
      Rule(
        record, "updated_at", .notBefore("created_at"), .flagged,
        why: "a quarter of users and tracks are so at the source, which invents both apart"),
    ]
  }
}
