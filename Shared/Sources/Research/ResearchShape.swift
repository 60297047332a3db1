import FoundationEssentials
import Models

/// Records of the TikTok Research API.
///
/// Of a sound only the id is told. It becomes a track whose title is empty, which means that it is not known: whoever
/// keeps tracks must not put it in the place of a title that is. Photos are not told from films.
enum ResearchShape {
  typealias Rules = Sources.Rules.Research

  /// A post of `owner`, whose posts were asked for, if somebody's were.
  static func post(_ record: Value, of owner: Handle?) throws(Breach) -> ScrapedFile.Post {
    guard let id = record["id"].id else {
      throw Rules.id.breach(record["id"].exists ? "it is not an id" : "it is missing")
    }
    guard let handle = Fields.handle(record["username"]) else {
      throw Rules.username.breach(Fields.handleFlaw(record["username"], "username").reason)
    }
    guard owner == nil || owner == handle else {
      throw Rules.owner.breach("the post \(id) is somebody else's")
    }
    var video = Video(key: SourceKey(.tiktok, id))
    video.caption = Rules.caption.verbatim(record["video_description"]) ?? ""
    video.postedAt = Rules.created.number(record["create_time"]).map { Date(timeIntervalSince1970: $0) }
    video.duration = Rules.duration.number(record["video_duration"])
    video.region = Fields.region(record["region_code"])
    video.url = Fields.address(of: video, by: handle)
    video.counts = counts(record)
    video.sound = record["music_id"].id.map { Track(key: SourceKey(.tiktok, $0), title: "") }
    (video.hashtags, video.mentions) = tags(record, in: video.caption)
    return ScrapedFile.Post(author: handle, video: video)
  }

  static func author(_ record: Value, _ handle: Handle) -> Author {
    Author(
      handle: handle, name: Rules.name.text(record["display_name"]),
      bio: Rules.bio.text(record["bio_description"]), isVerified: record["is_verified"].flag,
      isPrivate: record["is_private"].flag, avatarURL: record["avatar_url"].url,
      counts: AuthorCounts(
        followers: Rules.followers.counter(record["follower_count"]),
        following: Rules.following.counter(record["following_count"]),
        likes: Rules.received.counter(record["likes_count"]),
        videos: Rules.posts.counter(record["video_count"])))
  }

  private static func counts(_ record: Value) -> VideoCounts {
    VideoCounts(
      plays: Rules.plays.counter(record["view_count"]), likes: Rules.likes.counter(record["like_count"]),
      comments: Rules.comments.counter(record["comment_count"]),
      shares: Rules.shares.counter(record["share_count"]),
      saves: Rules.saves.counter(record["favorites_count", "favourites_count"]))
  }

  private static func tags(_ record: Value, in caption: String) -> ([Video.Tag], [Video.Tag]) {
    var tags = TagReader(caption: caption)
    for name in record["hashtag_names"].elements() { tags.add(hashtag: name) }
    for info in record["hashtag_info_list"].elements() { tags.add(hashtag: info["hashtag_name"]) }
    for name in record["video_mention_list"].elements() { tags.add(mention: name) }
    return tags.read
  }
}
