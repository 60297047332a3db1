import FoundationEssentials
import Identity
import Models

/// TikTok's own pages and the interfaces behind them. Counters come rounded in `stats` and exact in `statsV2`.
enum WebShape {
  static func post(_ item: Value) throws(Flaw) -> Post {
    let author = author(item)
    var video = Video(key: SourceKey(.tiktok, try Fields.id(item["id"], "id", of: .post)))
    let film = item["video"]
    video.caption = Fields.caption(item["desc"])
    video.postedAt = item["createTime"].time
    video.language = Fields.language(item["textLanguage"])
    video.region = Fields.region(item["locationCreated"])
    video.isPinned = item["isPinnedItem"].flag ?? false
    video.isAdvertisement = item["isAd"].flag ?? false
    video.width = film["width"].pixels
    video.height = film["height"].pixels
    video.coverURL = film["cover"].url ?? film["originCover"].url
    video.loudness = film["volumeInfo"]["Loudness"].loudness
    video.counts = counts(exact: item["statsV2"], rounded: item["stats"])
    video.sound = track(item["music"])
    (video.hashtags, video.mentions) = tags(item, in: video.caption)
    video.stickers = stickers(item["stickersOnItem"])
    if item["imagePost"].isObject {
      addPhotos(item["imagePost"], to: &video)
    } else {
      video.duration = film["duration"].duration()
      video.mediaURL = film["playAddr"].filmURL ?? bestFile(film["bitrateInfo"])
    }
    video.url = Fields.address(of: video, by: author?.handle)
    return Post(author: author, video: video)
  }

  /// `{user, stats, statsV2}`, or the user alone.
  static func profile(_ record: Value) throws(Flaw) -> Author {
    let user = record["user"].isObject ? record["user"] : record
    guard var author = person(user) else {
      throw Fields.handleFlaw(user["uniqueId", "unique_id"], "user.uniqueId")
    }
    author.counts = authorCounts(exact: record["statsV2"], rounded: record["stats"])
    return author
  }

  /// An entry of a list of sounds: `{music, stats}`.
  static func listedTrack(_ entry: Value) throws(Flaw) -> Track {
    let music = entry["music"]
    let id = try Fields.id(music["id"], "music.id", of: .sound)
    guard var track = track(music) else {
      throw Flaw("music.title: the sound \(id) has none, so it was removed", breaking: .soundTitle)
    }
    track.uses = entry["stats"]["videoCount"].counter ?? entry["statsV2"]["videoCount"].counter
    return track
  }

  /// Nil for removed sounds, which have neither id nor title.
  static func track(_ music: Value) -> Track? {
    guard let id = music["id"].id, let title = music["title"].text(atMost: Fields.nameLimit) else {
      return nil
    }
    let links = Fields.links(music["tt2dsp"]["tt_to_dsp_song_infos"])
    return Track(
      key: SourceKey(.tiktok, id), title: title, artist: music["authorName"].text(atMost: Fields.nameLimit),
      album: music["album"].text(atMost: Fields.nameLimit),
      duration: music["preciseDuration"]["preciseDuration"].duration() ?? music["duration"].duration(),
      isOriginalSound: OriginalSound.isOne(flag: music["original"].flag, title: title, links: links),
      mediaURL: music["playUrl"].soundURL,
      coverURL: music["coverLarge"].url ?? music["coverMedium"].url ?? music["coverThumb"].url,
      links: links, isCommercial: music["is_commerce_music"].flag)
  }

  /// An object, or only the handle.
  private static func author(_ item: Value) -> Author? {
    var author: Author?
    if item["author"].kind == .string {
      author = Fields.handle(item["author"]).map {
        Author(handle: $0, name: item["nickname"].text(atMost: Fields.nameLimit))
      }
    } else {
      author = person(item["author"])
    }
    author?.counts = authorCounts(exact: item["authorStatsV2"], rounded: item["authorStats"])
    return author
  }

  private static func person(_ user: Value) -> Author? {
    guard let handle = Fields.handle(user["uniqueId", "unique_id"]) else { return nil }
    return Author(
      key: (user["id"].id ?? user["uid"].id).map { SourceKey(.tiktok, $0) }, handle: handle,
      name: user["nickname"].text(atMost: Fields.nameLimit),
      bio: user["signature"].text(atMost: Fields.bioLimit), isVerified: Fields.isVerified(user),
      isPrivate: user["privateAccount"].flag ?? user["secret"].flag, region: Fields.region(user["region"]),
      language: Fields.language(user["language"]),
      avatarURL: user["avatarLarger"].url ?? user["avatarMedium"].url ?? user["avatarThumb"].url)
  }

  private static func authorCounts(exact: Value, rounded: Value) -> AuthorCounts {
    func count(_ key: StaticString) -> Int64? { exact[key].counter ?? rounded[key].counter }
    return AuthorCounts(
      followers: count("followerCount"), following: count("followingCount"),
      likes: count("heartCount") ?? count("heart"), videos: count("videoCount"))
  }

  private static func counts(exact: Value, rounded: Value) -> VideoCounts {
    func count(_ key: StaticString) -> Int64? { exact[key].counter ?? rounded[key].counter }
    return VideoCounts(
      plays: count("playCount"), likes: count("diggCount"), comments: count("commentCount"),
      shares: count("shareCount"), saves: count("collectCount"), reposts: count("repostCount"))
  }

  private static func tags(_ item: Value, in caption: String) -> (
    hashtags: [Video.Tag], mentions: [Video.Tag]
  ) {
    var tags = TagReader(caption: caption)
    for extra in item["textExtra"].elements() {
      let user = extra["userUniqueId"].text(atMost: Fields.nameLimit)
      tags.add(
        hashtag: extra["hashtagName"], mention: user, isMention: extra["type"].counter == 0,
        start: extra["start"], end: extra["end"])
    }
    for challenge in item["challenges"].elements() { tags.add(hashtag: challenge["title"]) }
    return tags.read
  }

  private static func stickers(_ list: Value) -> [String] {
    Fields.texts(list.elements().flatMap { $0["stickerText"].elements(atMost: Fields.stickerLimit) })
  }

  private static func addPhotos(_ post: Value, to video: inout Video) {
    video.kind = .photos
    video.imageURLs = post["images"].elements(atMost: Fields.imageLimit)
      .compactMap { $0["imageURL"]["urlList"].firstPhotoURL }
    video.coverURL = post["cover"]["imageURL"]["urlList"].firstURL ?? video.coverURL
  }

  /// The one with the most bits that can be played: nothing decodes `bytevc2`.
  private static func bestFile(_ files: Value) -> String? {
    var best: (bits: Int64, url: String)?
    for file in files.elements(atMost: 50) {
      let codec = file["CodecType"].text(atMost: 20) ?? ""
      guard !codec.hasPrefix("bytevc2"), let url = file["PlayAddr"]["UrlList"].firstURL else { continue }
      let bits = file["Bitrate"].counter ?? 0
      if bits > best?.bits ?? -1 { best = (bits, url) }
    }
    return best?.url
  }
}
