import API
import Documents
import Models

extension Schemas {
  private static let memberFacts: [Schema.Property] = [
    .required("track", .numericID),
    .required("key", .string().orNull.example("spotify:4uLU6hMCjMI75M1A2tKUQC")),
    .required("title", .string()), .required("artist", .string().orNull),
    .required("duration", .number().orNull), .required("uses", .integer(Int.min...Int.max).orNull),
    .required("claims", .array(.string()).described("What it is called elsewhere")),
  ]

  private static let member = Schema.object(memberFacts).named("TrackMember")

  static let usage = Schema.object([
    .required("uses", .integer(Int.min...Int.max)), .required("at", .moment),
    .required("usesBefore", .integer(Int.min...Int.max).orNull), .required("since", .moment.orNull),
    .required("weeklyGrowth", .number().orNull),
  ]).orNull

  private static let link = Schema.object([
    .required("left", .numericID), .required("right", .numericID),
    .required("relation", .choice(["same", "variant", "apart"])),
    .required("kind", .string().orNull.example("sped-up")),
    .required("rule", .string().described("What found it; person where it was stated")),
    .required("evidence", .anything), .required("madeBy", .string()), .required("madeAt", .moment),
    .required("undoneBy", .string().orNull),
  ]).named("TrackLink")

  static let foundTracks = Schema.object([
    .required(
      "tracks",
      .array(
        .object([
          .required("track", .numericID.described("The number of its recording")),
          .required("member", member),
        ]), count: 0...200)),
    .required("cut", .boolean.described("So many tracks have these words that better ones may be missing")),
  ])

  static let variants = Schema.object([
    .required("variants", .array(link)), .required("tracks", .array(member)),
  ])

  /// A page of them has what they are called beside its items.
  static let variantPage: Schema = {
    guard case .object(let members, let rest) = Paging.schema(link).kind else { return .anything }
    return .object(members + [.required("tracks", .array(member))], rest: rest)
  }()

  private static let use = Schema.object(
    TrackUse.allCases.map { Schema.Property.required($0.rawValue, Schema.boolean) })

  private static let rightMembers: [Schema.Property] = [
    .required("territory", .string(2...2).described("A country of ISO 3166-1, or WW")),
    .required("use", .choice(TrackUse.self)), .required("allowed", .boolean.described("Else it forbids")),
    .required("from", .moment.orNull), .required("until", .moment.orNull),
    .required("source", .string().described("The contract that states it")),
  ]

  private static let statedRights: [Schema.Property] = [
    .required("rights", .array(.object(rightMembers))),
    .required("worldwide", use.described("What may be done everywhere now")),
  ]

  static let statedRight = Schema.object([.required("track", .numericID)] + rightMembers).named("Right")

  static let trackRights = Schema.object([
    .required("tracks", .array(.object([.required("track", .numericID)] + statedRights)))
  ])

  static let rightsSource = Schema.object([
    .required("source", .string()), .required("rights", .count), .required("tracks", .count),
    .required("importedAt", .moment),
  ]).named("RightsSource")

  // MARK: Recordings

  static let recording = Schema.object(recordingNames + recordingFindings + statedRights)
    .named("Recording")

  private static let recordingNames: [Schema.Property] = [
    .required("track", .numericID.described("That which stands for all of its members")),
    .required("members", .array(.object(memberFacts + [.required("usage", usage)]))),
    .required("links", .array(link).described("Why these are one, and others are not")),
    .required("others", .array(member).described("What else links name")),
  ]

  private static let recordingFindings: [Schema.Property] = [
    .required("features", trackFeatures.orNull), .required("sound", sound.orNull),
    .required(
      "heard",
      Schema.object([
        .required("track", .numericID.described("In which of its members")), .required("version", .count),
        .required("at", .moment.orNull), .required("from", .string()),
        .required("remark", .string().orNull),
      ]).orNull),
    .required("unheard", .string().orNull.described("Why nothing was heard")),
    .required(
      "variants",
      .array(.object([.required("track", .numericID), .required("kind", .string().orNull)]))),
  ]

  static let beats = Schema.object([
    .required("track", .numericID.described("In which of the recording's members they were heard")),
    .required("duration", .number()),
    .required(
      "tempo",
      Schema.object([
        .required("bpm", .number().orNull), .required("confidence", .number().orNull),
        .required("alternatives", .array(.number().orNull)),
      ]).orNull), .required("timeSignature", .string().orNull), .required("beats", .array(.number())),
    .required("downbeats", .array(.number()).described("Those with which bars begin")),
  ]).named("Beats")

  static let knownHook = Schema.object([
    .required("track", .numericID.described("Of which of the recording's members")),
    .required("start", .number().described("In seconds of the track")), .required("end", .number()),
    .required("reason", .string()), .required("segment", grid.orNull),
  ]).named("KnownHook")

  static let trackMetrics = metrics(CounterTrend.track, "TrackMetrics")
}
