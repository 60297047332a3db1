import Identity
import FoundationEssentials
import Models

/// What yt-dlp makes of a post. It does not say which sound a post uses, only what that is called: titles are not keys, and a
/// post has a sound only where it was found by the sound.
enum YtDlpShape {
  /// The sound is the one by which the post was found.
  static func post(_ info: Value, sound: SourceKey? = nil) throws(Flaw) -> Post {
    guard let id = info["id"].id else {
      guard info.isObject, info["id"].exists else {
        throw Flaw("id: it is missing", breaking: .ytDlpID)
      }
      throw Flaw("id: it is not an id", breaking: .ytDlpIDForm)
    }
    let author = author(info)
    var video = Video(key: SourceKey(.tiktok, id))
    video.caption = caption(info)
    video.postedAt = info["timestamp"].time ?? day(info["upload_date"])
    video.counts = counts(info)
    video.coverURL = cover(info)
    video.sound = sound.map { track(info, key: $0) }
    var tags = TagReader(caption: video.caption)
    tags.addWritten()
    (video.hashtags, video.mentions) = tags.read
    addMedia(info, to: &video)
    video.url = Fields.address(of: video, by: author?.handle) ?? info["webpage_url", "url"].url
    return Post(author: author, video: video)
  }

  /// The uploader is the handle, the channel the name; where the platform gave no handle, the number stands for it.
  private static func author(_ info: Value) -> Author? {
    guard let handle = Fields.handle(info["uploader"]) ?? handle(inAddress: info["uploader_url"]) else {
      return nil
    }
    return Author(
      key: info["uploader_id"].id.flatMap { Int64($0) == nil ? nil : SourceKey(.tiktok, $0) }, handle: handle,
      name: info["channel"].text(atMost: Fields.nameLimit),
      counts: AuthorCounts(followers: info["channel_follower_count"].counter))
  }

  private static func handle(inAddress value: Value) -> Handle? {
    guard let url = value.url, !url.contains("@MS4wLjABAAAA") else { return nil }
    return try? Handle(url)
  }

  /// The title is the description, cut; and a number where there is none.
  private static func caption(_ info: Value) -> String {
    if info["description"].kind == .string { return Fields.caption(info["description"]) }
    let title = Fields.caption(info["title"])
    return title.hasPrefix("TikTok video #") ? "" : title
  }

  /// What it calls reposts is how often a post was shared; any of them may be missing.
  private static func counts(_ info: Value) -> VideoCounts {
    VideoCounts(
      plays: info["view_count"].counter, likes: info["like_count"].counter,
      comments: info["comment_count"].counter, shares: info["repost_count"].counter,
      saves: info["save_count"].counter)
  }

  static func track(_ info: Value, key: SourceKey) -> Track {
    let title = info["track"].text(atMost: Fields.nameLimit) ?? ""
    return Track(
      key: key, title: title, artist: artists(info), album: info["album"].text(atMost: Fields.nameLimit),
      isOriginalSound: OriginalSound.isOne(flag: nil, title: title, links: []),
      mediaURL: formats(info).first { $0["format_id"].text(atMost: 20) == "audio" }?["url"].url)
  }

  /// A list; older versions write one text.
  private static func artists(_ info: Value) -> String? {
    let names = info["artists"].elements(atMost: 20).compactMap { $0.text(atMost: Fields.nameLimit) }
    guard names.isEmpty else { return names.joined(separator: ", ").cut(atMost: Fields.nameLimit) }
    return info["artist", "creator"].text(atMost: Fields.nameLimit)
  }

  private static func cover(_ info: Value) -> String? {
    if let url = info["thumbnail"].url { return url }
    let covers = info["thumbnails"].elements(atMost: 50)
    let best = covers.max { ($0["preference"].number ?? -100) < ($1["preference"].number ?? -100) }
    return best?["url"].url
  }

  private static func formats(_ info: Value) -> [Value] { info["formats"].elements(atMost: 200) }

  /// A post whose only format is sound is of photos; in a list no post has formats.
  private static func addMedia(_ info: Value, to video: inout Video) {
    let formats = formats(info)
    let films = formats.filter(isFilm)
    let isPhotos = films.isEmpty && formats.contains { $0["vcodec"].text(atMost: 20) == "none" }
    if isPhotos || info["webpage_url", "url"].url?.contains("/photo/") == true {
      video.kind = .photos
      return
    }
    let best = films.max { quality($0) < quality($1) }
    video.duration = info["duration"].duration()
    video.width = (best?["width"] ?? info["width"]).pixels
    video.height = (best?["height"] ?? info["height"]).pixels
    video.mediaURL = best?["url"].url
  }

  /// Nothing decodes `bytevc2`.
  private static func isFilm(_ format: Value) -> Bool {
    let codec = format["vcodec"].text(atMost: 20) ?? ""
    let id = format["format_id"].text(atMost: 60) ?? ""
    return codec != "none" && !codec.hasPrefix("bytevc2") && !id.hasPrefix("bytevc2")
      && format["format_note"].text(atMost: 40) != "UNPLAYABLE" && format["url"].url != nil
  }

  /// Without a mark rather than large, large rather than small.
  private static func quality(_ format: Value) -> (Int, Int, Double) {
    let isMarked = format["format_note"].text(atMost: 40) == "watermarked"
    return (
      isMarked ? 0 : 1, (format["width"].pixels ?? 0) * (format["height"].pixels ?? 0),
      format["tbr"].number ?? 0
    )
  }

  /// `20260819`, in UTC.
  private static func day(_ value: Value) -> Date? {
    guard let text = value.text(atMost: 9), text.utf8.count == 8, let number = Int(text) else { return nil }
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100)
    guard (2000...2099).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
    // Days since 1970, by the civil calendar with years that begin in March.
    let shifted = month > 2 ? year : year - 1
    let (era, inEra) = (shifted / 400, shifted % 400)
    let inYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let days = era * 146_097 + inEra * 365 + inEra / 4 - inEra / 100 + inYear - 719_468
    return Date(timeIntervalSince1970: Double(days) * 86_400)
  }
}
