/// What can be asked of the TikTok Research API, as its pages "Query Videos" and "Query User Info" name it.
public enum ResearchFields {
  /// All that a video has.
  public static let video =
    asked + [
      "effect_ids", "playlist_id", "voice_to_text", "is_stem_verified", "sticker_info_list",
      "effect_info_list",
      "video_label", "video_tag",
    ]

  /// What is taken from it. Titles of sounds are not to be had, only their ids.
  static let asked = [
    "id", "video_description", "create_time", "region_code", "share_count", "view_count", "like_count",
    "comment_count", "favorites_count", "music_id", "hashtag_names", "hashtag_info_list",
    "video_mention_list",
    "username", "video_duration",
  ]

  /// All that a user has, their id and whether they are private excepted: those are not to be had any more.
  public static let user = [
    "display_name", "bio_description", "avatar_url", "is_verified", "follower_count", "following_count",
    "likes_count", "video_count",
  ]
}
