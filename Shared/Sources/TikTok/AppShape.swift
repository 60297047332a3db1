import FoundationEssentials
import Identity
import Models

/// What TikTok's app is answered: snake case, durations of videos in milliseconds, addresses in lists of their copies, and 0
/// where it does not say.
enum AppShape {
  static func post(_ aweme: Value) throws(Flaw) -> Post {
    let author = person(aweme["author"])
    var video = Video(key: SourceKey(.tiktok, try Fields.id(aweme["aweme_id"], "aweme_id", of: .post)))
    let film = aweme["video"]
    video.caption = Fields.caption(aweme["desc"])
    video.postedAt = aweme["create_time"].time
    video.language = Fields.language(aweme["desc_language"])
    video.region = Fields.region(aweme["region"])
    video.isPinned = aweme["is_top"].flag ?? false
    video.isAdvertisement = aweme["is_ads", "is_ad"].flag ?? false
    video.width = (film["width"].exists ? film["width"] : film["play_addr"]["width"]).pixels
    video.height = (film["height"].exists ? film["height"] : film["play_addr"]["height"]).pixels
    video.coverURL = film["cover"]["url_list"].firstURL ?? film["origin_cover"]["url_list"].firstURL
    video.loudness = loudness(film["meta"])
    video.counts = counts(aweme["statistics"])
    video.sound = track(aweme["music"])
    (video.hashtags, video.mentions) = tags(aweme, in: video.caption)
    video.stickers = Fields.texts(aweme["interaction_stickers"].elements().map { $0["text_info"] })
    if aweme["image_post_info"].isObject || aweme["aweme_type"].counter == 150 {
      addPhotos(aweme["image_post_info"], to: &video)
    } else {
      video.duration =
        film["duration"].duration(perSecond: 1_000) ?? aweme["duration"].duration(perSecond: 1_000)
      video.mediaURL = film["play_addr"]["url_list"].firstURL ?? bestFile(film["bit_rate"])
    }
    video.url = Fields.address(of: video, by: author?.handle) ?? aweme["share_url"].url
    return Post(author: author, video: video)
  }

  static func profile(_ user: Value) throws(Flaw) -> Author {
    guard let author = person(user) else {
      throw Fields.handleFlaw(user["unique_id"], "unique_id")
    }
    return author
  }

  private static func track(_ music: Value) -> Track? {
    guard let id = music["id_str"].id ?? music["mid"].id ?? music["id"].id,
      let title = music["title"].text(atMost: Fields.nameLimit)
    else { return nil }
    let links = Fields.links(music["tt_to_dsp_song_infos"])
    let flag = music["is_original_sound"].flag ?? music["is_original"].flag
    return Track(
      key: SourceKey(.tiktok, id), title: title, artist: music["author"].text(atMost: Fields.nameLimit),
      album: music["album"].text(atMost: Fields.nameLimit),
      duration: music["duration_high_precision"]["duration_precision"].duration()
        ?? music["duration"].duration(),
      isOriginalSound: OriginalSound.isOne(flag: flag, title: title, links: links),
      mediaURL: music["play_url"]["url_list"].firstURL ?? music["play_url"]["uri"].url,
      coverURL: music["cover_large"]["url_list"].firstURL ?? music["cover_medium"]["url_list"].firstURL,
      links: links, uses: music["user_count"].positiveCounter,
      isCommercial: music["is_commerce_music"].flag)
  }

  private static func person(_ user: Value) -> Author? {
    guard let handle = Fields.handle(user["unique_id", "uniqueId"]) else { return nil }
    return Author(
      key: (user["uid"].id ?? user["id"].id).map { SourceKey(.tiktok, $0) }, handle: handle,
      name: user["nickname"].text(atMost: Fields.nameLimit),
      bio: user["signature"].text(atMost: Fields.bioLimit), isVerified: Fields.isVerified(user),
      isPrivate: user["secret"].flag, region: Fields.region(user["region"]),
      language: Fields.language(user["language"]),
      avatarURL: user["avatar_larger"]["url_list"].firstURL ?? user["avatar_medium"]["url_list"].firstURL,
      counts: AuthorCounts(
        followers: user["follower_count"].positiveCounter,
        following: user["following_count"].positiveCounter,
        likes: user["total_favorited"].positiveCounter, videos: user["aweme_count"].positiveCounter))
  }

  private static func counts(_ statistics: Value) -> VideoCounts {
    VideoCounts(
      plays: statistics["play_count"].counter, likes: statistics["digg_count"].counter,
      comments: statistics["comment_count"].counter, shares: statistics["share_count"].counter,
      saves: statistics["collect_count"].counter, reposts: statistics["repost_count"].counter)
  }

  private static func tags(_ aweme: Value, in caption: String) -> (
    hashtags: [Video.Tag], mentions: [Video.Tag]
  ) {
    var tags = TagReader(caption: caption)
    for extra in aweme["text_extra"].elements() {
      tags.add(
        hashtag: extra["hashtag_name"], mention: extra["user_unique_id"].text(atMost: Fields.nameLimit),
        isMention: extra["type"].counter == 0, start: extra["start"], end: extra["end"])
    }
    for challenge in aweme["cha_list"].elements() { tags.add(hashtag: challenge["cha_name"]) }
    return tags.read
  }

  private static func addPhotos(_ post: Value, to video: inout Video) {
    video.kind = .photos
    video.imageURLs = post["images"].elements(atMost: Fields.imageLimit)
      .compactMap { $0["display_image"]["url_list"].firstURL }
    video.coverURL = post["image_post_cover"]["display_image"]["url_list"].firstURL ?? video.coverURL
  }

  /// The one with the most bits that can be played: nothing decodes `bytevc2`.
  private static func bestFile(_ files: Value) -> String? {
    var best: (bits: Int64, url: String)?
    for file in files.elements(atMost: 50) {
      guard file["is_bytevc1"].counter != 2, let url = file["play_addr"]["url_list"].firstURL else {
        continue
      }
      let bits = file["bit_rate"].counter ?? 0
      if bits > best?.bits ?? -1 { best = (bits, url) }
    }
    return best?.url
  }

  /// It stands in JSON in a string.
  private static func loudness(_ meta: Value) -> Double? {
    guard meta.kind == .string, let text = meta.text(atMost: 20_000) else { return nil }
    let bytes = Bytes(text.utf8)
    var parser = Parser(Cursor(base: UnsafePointer(bytes.base), end: bytes.capacity, position: 0))
    let nodes = try? parser.parse()
    return nodes.flatMap { Record(bytes: bytes, nodes: $0).root["loudness"].loudness }
  }
}
