import FoundationEssentials
import Identity
import Models

/// What Apify's `tiktok-scraper` writes. Older runs know no followers and no flags.
enum ApifyShape {
  static func post(_ record: Value) throws(Flaw) -> Post {
    let author = author(record["authorMeta"])
    var video = Video(key: SourceKey(.tiktok, try Fields.id(record["id"], "id", of: .post)))
    let film = record["videoMeta"]
    video.caption = Fields.caption(record["text"])
    video.postedAt = record["createTime"].time ?? moment(record["createTimeISO"])
    video.language = Fields.language(record["textLanguage"])
    video.region = Fields.region(record["locationCreated"])
    video.isPinned = record["isPinned"].flag ?? false
    video.isAdvertisement = record["isAd"].flag == true || record["isSponsored"].flag == true
    video.width = film["width"].pixels
    video.height = film["height"].pixels
    video.coverURL = film["coverUrl"].url ?? film["originalCoverUrl"].url
    video.counts = counts(record)
    video.sound = track(record["musicMeta"])
    (video.hashtags, video.mentions) = tags(record, in: video.caption)
    addMedia(record, to: &video)
    video.url = record["webVideoUrl"].url ?? Fields.address(of: video, by: author?.handle)
    return Post(author: author, video: video)
  }

  private static func author(_ meta: Value) -> Author? {
    guard let handle = Fields.handle(meta["name"]) else { return nil }
    return Author(
      key: meta["id"].id.map { SourceKey(.tiktok, $0) }, handle: handle,
      name: meta["nickName"].text(atMost: Fields.nameLimit),
      bio: meta["signature"].text(atMost: Fields.bioLimit), isVerified: meta["verified"].flag,
      isPrivate: meta["privateAccount"].flag, region: Fields.region(meta["region"]),
      avatarURL: meta["originalAvatarUrl"].url ?? meta["avatar"].url,
      counts: AuthorCounts(
        followers: meta["fans"].counter, following: meta["following"].counter, likes: meta["heart"].counter,
        videos: meta["video"].counter))
  }

  private static func track(_ meta: Value) -> Track? {
    guard let id = meta["musicId"].id, let title = meta["musicName"].text(atMost: Fields.nameLimit) else {
      return nil
    }
    return Track(
      key: SourceKey(.tiktok, id), title: title, artist: meta["musicAuthor"].text(atMost: Fields.nameLimit),
      album: meta["musicAlbum"].text(atMost: Fields.nameLimit),
      isOriginalSound: OriginalSound.isOne(flag: meta["musicOriginal"].flag, title: title, links: []),
      mediaURL: meta["playUrl"].url,
      coverURL: meta["originalCoverMediumUrl"].url ?? meta["coverMediumUrl"].url)
  }

  private static func counts(_ record: Value) -> VideoCounts {
    VideoCounts(
      plays: record["playCount"].counter, likes: record["diggCount"].counter,
      comments: record["commentCount"].counter, shares: record["shareCount"].counter,
      saves: record["collectCount"].counter, reposts: record["repostCount"].counter)
  }

  private static func tags(_ record: Value, in caption: String) -> (
    hashtags: [Video.Tag], mentions: [Video.Tag]
  ) {
    var tags = TagReader(caption: caption)
    for tag in record["hashtags"].elements() { tags.add(hashtag: tag.isObject ? tag["name"] : tag) }
    for person in record["detailedMentions"].elements() { tags.add(mention: person["name"]) }
    for person in record["mentions"].elements() { tags.add(mention: person) }
    return tags.read
  }

  private static func addMedia(_ record: Value, to video: inout Video) {
    let film = record["videoMeta"]
    let files = record["mediaUrls"]
    guard record["isSlideshow"].flag == true else {
      video.duration = film["duration"].duration()
      video.mediaURL = files.firstURL ?? film["downloadAddr"].url ?? film["originalDownloadAddr"].url
      return
    }
    video.kind = .photos
    let slides = record["slideshowImageLinks"].elements(atMost: Fields.imageLimit)
      .compactMap { $0["downloadLink"].url ?? $0["tiktokLink"].url }
    video.imageURLs = slides.isEmpty ? files.elements(atMost: Fields.imageLimit).compactMap(\.url) : slides
  }

  private static func moment(_ value: Value) -> Date? {
    guard let text = value.text(atMost: 40) else { return nil }
    let fractions = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    guard let moment = (try? fractions.parse(text)) ?? (try? Date.ISO8601FormatStyle().parse(text)) else {
      return nil
    }
    return Bounds.time.contains(Int64(moment.timeIntervalSince1970.rounded(.down))) ? moment : nil
  }
}
