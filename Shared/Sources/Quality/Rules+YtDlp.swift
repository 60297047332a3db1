/// What makes an entry of yt-dlp a post.
extension Rule {
  private static let entry = "yt-dlp entry"

  static let ytDlpID = Rule(entry, "id", .required, .rejected)
  static let ytDlpIDForm = Rule(
    entry, "id", .form("be up to \(Bounds.idLength) letters, digits, _ and -"), .rejected)
  static let ytDlpUploader = Rule(
    entry, "uploader", .required, .rejected, why: "of lists that are not a creator's")
  static let ytDlpOwner = Rule(
    entry, "uploader", .refers(to: "the creator whose posts were asked for"), .rejected,
    why: "unless all have one other name: then that is the creator's now")
  static let ytDlpWhole = Rule("yt-dlp answer", "entries", .form("come without a complaint"), .rejected)
}

extension Rules {
  static let ytDlp: [Rule] = [
    .ytDlpID, .ytDlpIDForm, .ytDlpUploader, .ytDlpOwner, .ytDlpWhole,
    Rule("yt-dlp entry", "description", .length(Fields.captionLimit), .shortened),
    Rule("yt-dlp entry", "track, artists, album, channel", .length(Fields.nameLimit), .shortened),
    Rule("yt-dlp entry", "duration", .range(0...Bounds.duration, unit: "seconds"), .dropped),
    Rule(
      "yt-dlp entry", "timestamp",
      .range(Double(Bounds.time.lowerBound)...Double(Bounds.time.upperBound - 1), unit: "seconds since 1970"),
      .dropped, why: "the day of upload_date stands for it"),
    Rule(
      "yt-dlp entry", "counts", .range(0...Double(Int64.max), unit: ""), .dropped,
      why: "repost_count is how often a post was shared"),
    Rule(
      "yt-dlp entry", "track", .form("have the number of the sound beside it"), .dropped,
      why: "a title is no key; posts of a sound's list have that sound"),
    Rule("yt-dlp entry", "formats", .form("be anything but bytevc2"), .dropped, why: "nothing decodes it"),
  ]
}
