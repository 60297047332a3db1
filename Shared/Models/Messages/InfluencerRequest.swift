/// What a producer asks for: recommendations for one creator. The body of a message of type `influencer.requested`.
public struct InfluencerRequest: Sendable, Equatable, Codable {
  /// The message's type; names on the wire stand here only.
  public static let type = "influencer.requested"
  public static let schema = 1
  /// The kind of run that it begins.
  public static let runKind = "influencer"

  public var handle: Handle
  public var platform: Platform

  public init(_ handle: Handle, platform: Platform = .tiktok) {
    self.handle = handle
    self.platform = platform
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    handle = try container.decode(Handle.self, forKey: .handle)
    platform = .tiktok
    let named = try container.decodeIfPresent(String.self, forKey: .platform)
    guard named == nil || named == platform.rawValue else {
      throw DecodingError.dataCorruptedError(
        forKey: .platform, in: container, debugDescription: "only creators of tiktok are known")
    }
  }

  /// What its run is about. What is in flight for a subject is in flight once.
  public var subject: String { "\(platform.rawValue):\(handle.name)" }

  /// From a run's subject; nil when that is about something else.
  public init?(subject: some StringProtocol) {
    let parts = subject.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let platform = Platform(rawValue: String(parts[0])),
      let handle = try? Handle(parts[1])
    else { return nil }
    self.init(handle, platform: platform)
  }
}
