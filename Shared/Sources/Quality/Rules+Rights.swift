import Models

extension Rules {
  /// Of a file of licences: a row that breaks one is not taken in, and the others are.
  public static let rights: [Rule] = [
    Rights.row, Rights.size, Rights.subject, Rights.subjectForm, Rights.known, Rights.unambiguous,
    Rights.territory,
    Rights.territoryForm, Rights.use, Rights.useForm, Rights.permission, Rights.start, Rights.end,
    Rights.order,
    Rights.source, Rights.sourceLength, Rights.unique,
  ]

  /// By name, for what checks them.
  public enum Rights {
    private static let record = "right"
    private static func rule(_ field: String, _ demand: Rule.Demand, why: String? = nil) -> Rule {
      Rule(record, field, demand, .rejected, why: why)
    }

    public static let row = rule(
      "row", .form("be a record with the columns of the first line, or a JSON object"))
    public static let size = rule(
      "rights", .range(1...1_000, unit: "territories times uses"), why: "one row must not become a million")
    public static let subject = rule("track", .required, why: "or title and artist, both")
    public static let subjectForm = rule(
      "track", .form("be a number of a track, or a platform's key such as spotify:… or isrc:…"))
    public static let known = rule("track", .refers(to: "track"))
    public static let unambiguous = rule(
      "title", .form("be, with the artist, the name of one track only"),
      why: "a licence must not fall to another's track")
    public static let territory = rule("territory", .required)
    public static let territoryForm = rule(
      "territory", .form("be WW or countries of ISO 3166-1 in two letters, such as \"DE AT CH\""))
    public static let use = rule("use", .required)
    public static let useForm = rule("use", .oneOf(TrackUse.allCases.map(\.rawValue)))
    public static let permission = rule(
      "permission", .oneOf(["allow", "forbid"]), why: "nothing there stands for allow")
    public static let start = rule("from", .form("be a date or time of ISO 8601 from 1900 to 9998"))
    public static let end = rule("until", .form("be a date or time of ISO 8601 from 1900 to 9998"))
    public static let order = rule(
      "until", .notBefore("from"), why: "a date counts to the end of its day")
    public static let source = rule("source", .required, why: "what a licence rests on must be known")
    public static let sourceLength = rule("source", .length(200))
    public static let unique = rule("row", .unique)
  }
}
