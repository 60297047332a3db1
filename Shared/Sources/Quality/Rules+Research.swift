extension Rules {
  /// Of what the TikTok Research API answers.
  enum Research {
    private static let video = "research video"
    private static let user = "research user"
    private static let counts: ClosedRange<Double> = 0...9.2e18

    static let id = Rule(video, "id", .required, .rejected, why: "nothing else tells posts apart")
    static let username = Rule(video, "username", .required, .rejected, why: "a post belongs to a creator")
    static let owner = Rule(
      video, "username", .refers(to: "the creator who was asked for"), .rejected,
      why: "other people's posts are no part of a profile")
    static let created = Rule(
      video, "create_time", .range(946_684_800...4_102_444_799, unit: "s since 1970"), .dropped)
    static let duration = Rule(video, "video_duration", .range(1...86_400, unit: "s"), .dropped)
    static let plays = Rule(video, "view_count", .range(counts, unit: "views"), .dropped)
    static let likes = Rule(video, "like_count", .range(counts, unit: "likes"), .dropped)
    static let comments = Rule(video, "comment_count", .range(counts, unit: "comments"), .dropped)
    static let shares = Rule(video, "share_count", .range(counts, unit: "shares"), .dropped)
    static let saves = Rule(video, "favorites_count", .range(counts, unit: "saves"), .dropped)
    static let region = Rule(video, "region_code", .form("be two letters of ISO 3166"), .dropped)
    static let music = Rule(
      video, "music_id", .form("be an id"), .dropped, why: "0 stands for no sound")
    static let caption = Rule(video, "video_description", .length(Fields.captionLimit), .shortened)

    static let name = Rule(user, "display_name", .length(Fields.nameLimit), .shortened)
    static let bio = Rule(user, "bio_description", .length(Fields.bioLimit), .shortened)
    static let avatar = Rule(user, "avatar_url", .form("be an address of the web"), .dropped)
    static let followers = Rule(user, "follower_count", .range(counts, unit: "creators"), .dropped)
    static let following = Rule(user, "following_count", .range(counts, unit: "creators"), .dropped)
    static let received = Rule(user, "likes_count", .range(counts, unit: "likes"), .dropped)
    static let posts = Rule(user, "video_count", .range(counts, unit: "posts"), .dropped)

    static let all = [
      id, username, owner, created, duration, plays, likes, comments, shares, saves, region, music, caption,
      name, bio, avatar, followers, following, received, posts,
    ]
  }
}
