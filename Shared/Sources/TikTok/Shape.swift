/// What a record is. Told by its keys: names of files say nothing.
enum Shape {
  case webPost, webProfile, webTrack, appPost, appProfile, apifyPost

  init?(of record: Value) {
    guard let shape = Self.posts(record) ?? Self.others(record) else { return nil }
    self = shape
  }

  private static func posts(_ record: Value) -> Shape? {
    if record.has("authorMeta", "musicMeta", "videoMeta", "webVideoUrl") { return .apifyPost }
    if record.has("aweme_id", "create_time"),
      record.has("statistics", "desc", "music", "video", "author")
    {
      return .appPost
    }
    if record.has("createTime", "imagePost") { return .webPost }
    // A hashtag has an id, a description and statistics, too; what is in a list of sounds has music and statistics.
    let isPost =
      record.has("id", "desc")
      && record.has("video", "music", "author", "textExtra", "statsV2", "authorStats")
    return isPost && !record.has("title") ? .webPost : nil
  }

  private static func others(_ record: Value) -> Shape? {
    if record["music"].isObject { return .webTrack }
    if record["user"].has("uniqueId", "unique_id") { return .webProfile }
    if record.has("uniqueId") { return .webProfile }
    return record.has("unique_id") ? .appProfile : nil
  }

  /// Why a record is none.
  static func flaw(of record: Value) -> Flaw {
    let code = record["statusCode", "status_code"].number ?? 0
    guard code != 0 else {
      return Flaw("it is no post, creator or sound of a known shape", breaking: .tiktokShape)
    }
    let meaning =
      switch code {
      case 10_204: "the address of the scraper was blocked"
      case 10_216: "the post is private"
      case 10_222: "the account is private"
      default: "the platform refused"
      }
    let number = Int64(exactly: code.rounded()) ?? 0
    return Flaw("it is an error, statusCode \(number): \(meaning)", breaking: .tiktokAnswer)
  }
}

extension Harvest {
  private static let roles: [String: MemberRole] = [
    "aweme_id": .record, "createTime": .record, "create_time": .record, "authorMeta": .record,
    "musicMeta": .record, "imagePost": .record, "uniqueId": .record, "unique_id": .record,
    "ItemModule": .map,
    "__DEFAULT_SCOPE__": .content, "webapp.user-detail": .content, "webapp.video-detail": .content,
    "itemInfo": .content, "itemStruct": .content, "itemList": .content, "items": .content, "item": .content,
    "item_list": .content, "userInfo": .content, "user_info": .content, "musicInfo": .content,
    "musicList": .content, "music_list": .content, "aweme_list": .content, "aweme_info": .content,
    "aweme_detail": .content, "aweme_details": .content, "data": .content,
  ]

  private static let certain: Set<String> = [
    "__DEFAULT_SCOPE__", "webapp.user-detail", "webapp.video-detail", "itemStruct", "itemList", "userInfo",
    "musicInfo", "musicList", "aweme_list", "aweme_info", "aweme_detail",
  ]

  static func role(of key: String) -> MemberRole { roles[key] ?? .other }

  static func isCertain(_ key: String) -> Bool { certain.contains(key) }

  /// What it takes to be found beside something broken. Posts are full of creators, and of parts that look like posts but
  /// have neither an id nor a time.
  static func isRecord(_ value: Value) -> Bool {
    switch Shape(of: value) {
    case .webPost: value["id"].id != nil || value.has("createTime")
    case .appPost: value["aweme_id"].id != nil || value.has("create_time")
    case .apifyPost: true
    case .webTrack: value["music"]["id"].id != nil
    case .webProfile: value["user"].isObject
    case .appProfile, nil: false
    }
  }
}
