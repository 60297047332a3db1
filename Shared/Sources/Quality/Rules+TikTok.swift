import Models

/// What makes a record of TikTok one: those that break a rule are kept apart.
extension Rule {
  private static let record = "tiktok record"
  private static let post = "tiktok post"
  private static let creator = "tiktok creator"
  private static let sound = "tiktok sound"

  static let tiktokShape = Rule(
    record, "shape", .form("have the keys of a post, a creator or a sound in one of three shapes"), .rejected)
  static let tiktokAnswer = Rule(
    record, "statusCode", .range(0...0, unit: ""), .rejected, why: "others are errors")
  static let tiktokSize = Rule(
    record, "size", .range(0...Double(ScrapeReader.recordByteLimit), unit: "bytes"), .rejected)
  static let tiktokDepth = Rule(record, "depth", .range(0...Double(Cursor.depth), unit: "levels"), .rejected)
  static let tiktokRecords = Rule(
    "tiktok file", "records", .range(0...Double(ScrapeReader.recordLimit), unit: "records"), .rejected,
    why: "only where a file is read for one creator; an import takes all")
  static let tiktokWhole = Rule(
    "tiktok file", "packed", .form("unpack to its end"), .rejected, why: "what comes before is taken in")

  static let postID = Rule(post, "id", .required, .rejected)
  static let postIDForm = Rule(
    post, "id", .form("be up to \(Bounds.idLength) letters, digits, _ and -, and not 0"), .rejected)
  static let postAuthor = Rule(
    post, "author", .required, .rejected, why: "but for those beside one profile, which are of that")
  static let creatorHandle = Rule(creator, "handle", .required, .rejected)
  static let creatorHandleForm = Rule(
    creator, "handle", .form("be up to \(Handle.limit) letters a to z, digits, dots and underscores"),
    .rejected)
  static let soundID = Rule(sound, "id", .required, .rejected, why: "of a list; with a post it is dropped")
  static let soundIDForm = Rule(sound, "id", .form("be like a post's"), .rejected)
  static let soundTitle = Rule(sound, "title", .required, .rejected, why: "without one it was removed")
}

extension Rules {
  static let tiktok: [Rule] =
    [
      .tiktokShape, .tiktokAnswer, .tiktokSize, .tiktokDepth, .tiktokRecords, .tiktokWhole, .postID,
      .postIDForm,
      .postAuthor, .creatorHandle, .creatorHandleForm, .soundID, .soundIDForm, .soundTitle,
    ] + tiktokPosts + tiktokOthers

  private static let counts = Rule.Demand.range(0...Double(Int64.max), unit: "")

  private static let tiktokPosts: [Rule] =
    [
      Rule("tiktok post", "caption", .length(Fields.captionLimit), .shortened),
      Rule(
        "tiktok post", "createTime",
        .range(
          Double(Bounds.time.lowerBound)...Double(Bounds.time.upperBound - 1), unit: "seconds since 1970"),
        .dropped, why: "milliseconds are taken for what they are"),
      Rule("tiktok post", "duration", .range(0...Bounds.duration, unit: "seconds"), .dropped),
      Rule("tiktok post", "width, height", .range(pixels, unit: "pixels"), .dropped),
      Rule("tiktok post", "loudness", .range(loudness, unit: "LUFS"), .dropped),
      Rule("tiktok post", "language", .form("be a code such as en and zh-Hans, and not un"), .dropped),
      Rule("tiktok post", "region", .form("be a code of ISO 3166"), .dropped),
      Rule(
        "tiktok post", "addresses", .form("begin with http:// or https://, up to \(Bounds.urlLength) long"),
        .dropped),
      Rule("tiktok post", "stickers", .length(Fields.nameLimit), .shortened),
      Rule("tiktok post", "hashtags, mentions", .length(Fields.nameLimit), .shortened),
      Rule("tiktok post", "images", .range(0...Double(Fields.imageLimit), unit: "images"), .dropped),
    ]
    + ["plays", "likes", "comments", "shares", "saves", "reposts"].map {
      Rule("tiktok post", $0, counts, .dropped)
    }

  private static let tiktokOthers: [Rule] =
    ["followers", "following", "likes", "videos"].map { Rule("tiktok creator", $0, counts, .dropped) } + [
      Rule("tiktok creator", "name", .length(Fields.nameLimit), .shortened),
      Rule("tiktok creator", "bio", .length(Fields.bioLimit), .shortened),
      Rule("tiktok sound", "title, artist, album", .length(Fields.nameLimit), .shortened),
      Rule("tiktok sound", "duration", .range(0...Bounds.duration, unit: "seconds"), .dropped),
      Rule("tiktok sound", "uses", counts, .dropped),
    ]

  private static let pixels = Double(Bounds.pixels.lowerBound)...Double(Bounds.pixels.upperBound)
  private static let loudness = Bounds.loudness.lowerBound...Bounds.loudness.upperBound
}
