import FoundationEssentials
import Glibc
public import Models

/// A creator whose posts do better or worse for known reasons.
public struct PlantedCreator: Sendable {
  public let posts: [CreatorPost]
  /// By level ("rock", "20 to 35", a hashtag) the logarithm of the factor that it brings.
  public let lifts: [String: Double]

  public struct Settings: Sendable {
    public var posts = 120
    /// The standard deviation of the logarithm of an engagement rate that nothing explains.
    public var noise = 0.35
    /// How often a level has a lift, and how large it is at least and at most, up or down.
    public var frequency = 0.15
    public var least = 1.4
    public var most = 2.0
    /// How often a genre brings a hashtag of its own along, which then does nothing itself.
    public var company = 0.5

    public init() {}
  }

  public static let genres: [Genre] = [.pop, .hipHop, .rock, .kPop, .jazz]
  public static let moods: [Mood] = [.happy, .calm, .sad, .energetic]
  public static let hashtags = (0..<12).map { "tag\($0)" }
  public static let lengths = ["below 10", "10 to 20", "20 to 35", "35 to 65"]
  public static let hours = ["00 to 04", "04 to 08", "08 to 12", "12 to 16", "16 to 20", "20 to 24"]

  /// The levels of which each post has just one; hashtags stand for themselves.
  public static let choices: [[String]] = [
    genres.map(\.rawValue), moods.map(\.rawValue), lengths, hours,
  ]

  public init(_ settings: Settings = Settings(), using generator: inout some RandomNumberGenerator) {
    let lifts = Self.plant(settings, using: &generator)
    var time = 1.7e9, growth = 0.0
    posts = (0..<settings.posts).map { _ in
      // Audiences come and go slowly.
      growth += 0.03 * Self.normal(using: &generator)
      time += Double.random(in: 0.3...3, using: &generator) * 86_400
      return Self.post(at: time, growth, lifts, settings, using: &generator)
    }
    self.lifts = lifts
  }

  private static func plant(
    _ settings: Settings, using generator: inout some RandomNumberGenerator
  ) -> [String: Double] {
    var lifts: [String: Double] = [:]
    for level in choices.flatMap(\.self) + hashtags
    where Double.random(in: 0..<1, using: &generator) < settings.frequency {
      let size = log(Double.random(in: settings.least...settings.most, using: &generator))
      lifts[level] = Bool.random(using: &generator) ? size : -size
    }
    return lifts
  }

  private static func post(
    at time: Double, _ growth: Double, _ lifts: [String: Double], _ settings: Settings,
    using generator: inout some RandomNumberGenerator
  ) -> CreatorPost {
    // The first genre is the creator's own, the last is rare.
    let depth = -1.7 * log(Double.random(in: 1e-9..<1, using: &generator))
    let place = min(genres.count - 1, Int(depth))
    let mood = moods[Int.random(in: 0..<moods.count, using: &generator)]
    var used = hashtags.filter { _ in Double.random(in: 0..<1, using: &generator) < 0.2 }
    if Double.random(in: 0..<1, using: &generator) < settings.company, !used.contains(hashtags[place]) {
      used.append(hashtags[place])
    }
    let length = Int.random(in: 0..<lengths.count, using: &generator)
    let seconds = [5.0, 14, 27, 50][length]
    let date = Date(timeIntervalSince1970: time)
    let hour = hours[(Int(time) % 86_400) / 14_400]
    let levels = [genres[place].rawValue, mood.rawValue, lengths[length], hour] + used
    let effect = levels.reduce(0) { $0 + (lifts[$1] ?? 0) }
    let rate = log(0.08) + growth + effect + settings.noise * normal(using: &generator)
    let plays = exp(log(20_000) + normal(using: &generator))
    let reactions = plays * exp(rate)
    return CreatorPost(
      postedAt: date,
      counts: VideoCounts(
        plays: Int64(plays), likes: Int64(reactions * 0.8), comments: Int64(reactions * 0.1),
        shares: Int64(reactions * 0.1)),
      duration: seconds, hashtags: used,
      features: VideoFeatures(
        genre: Feature([Finding(.only(genres[place]), confidence: 0.9, evidence: .audio)]),
        mood: Feature([Finding(.only(mood), confidence: 0.9, evidence: .audio)])))
  }

  /// By the method of Box and Muller.
  private static func normal(using generator: inout some RandomNumberGenerator) -> Double {
    let radius = (-2 * log(Double.random(in: 1e-12..<1, using: &generator))).squareRoot()
    return radius * cos(2 * Double.pi * Double.random(in: 0..<1, using: &generator))
  }
}
