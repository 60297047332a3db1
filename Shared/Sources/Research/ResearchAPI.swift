import FoundationEssentials
public import HTTP
import Models

/// The TikTok Research API, which TikTok opens to researchers: creators, and posts by creator, hashtag, sound and words.
///
/// A query covers 30 days at most, so lists are read in spans of that length, newest first, as far back as the settings
/// say. Each request is taken from the day's quota, which the memory keeps for all processes; requests for tokens are not.
/// Not verified against the API itself: it is written by its documentation.
public struct ResearchAPI: Source {
  public static let sourceName = "tiktok-research"

  public let abilities: Set<SourceAbility> = [
    .profile, .profileListing, .hashtagListing, .soundListing, .search,
  ]
  public let meter: SourceMeter
  public var name: String { Self.sourceName }
  let settings: ResearchSettings
  let timing: Timing
  private(set) var api: SignedCaller
  let memory: any SourceMemory
  private let quota: ResearchQuota

  public init(
    _ settings: ResearchSettings, memory: any SourceMemory, client: Client = Client(),
    meter: SourceMeter = SourceMeter()
  ) {
    self.init(settings, memory: memory, client: client, meter: meter, timing: Timing())
  }

  init(
    _ settings: ResearchSettings, memory: any SourceMemory, client: Client, meter: SourceMeter, timing: Timing
  ) {
    self.settings = settings
    self.meter = meter
    self.timing = timing
    self.memory = memory
    let quota = ResearchQuota(settings.quota, memory: memory, now: timing.now)
    self.quota = quota
    var caller = Caller(
      source: Self.sourceName, client: client, meter: meter, settings: settings.caller, timing: timing)
    caller.admit = { await quota.take() }
    var grant = Question(
      .form(
        settings.url + "/v2/oauth/token/",
        [
          ("client_key", settings.credentials.id), ("client_secret", settings.credentials.secret),
          ("grant_type", "client_credentials"),
        ]))
    grant.secrets = [settings.credentials.secret]
    api = SignedCaller(caller, timing: timing, grant: grant)
  }

  /// Whether the credentials are accepted; throws why not. Costs nothing of the quota.
  public func logIn() async throws(SourceError) {
    if case .failure(let error) = await api.tokens.outcome() { throw error }
  }

  /// The same, with requests that were taken before.
  func drawing(on reservation: ResearchReservation) -> ResearchAPI {
    var drawing = self
    drawing.api = api.admitting { await reservation.take() }
    return drawing
  }

  func reserve(_ amount: ClosedRange<Int>) async throws(SourceError) -> ResearchReservation {
    try await quota.reserve(amount)
  }

  /// What the API says of a creator, without posts.
  func user(_ handle: Handle) async throws(SourceError) -> Author? {
    var question = question(
      "/v2/research/user/info/", ResearchFields.user, body: ["username": handle.name].json)
    let judge = question.judge
    question.judge = { ResearchTrouble.standing($0) == nil ? judge($0, $1) : nil }
    question.isAnswer = { $0.status.rawValue < 300 || ResearchTrouble.standing($0) != nil }
    let found = try await answer(question) { response throws(Unreadable) -> Author? in
      switch ResearchTrouble.standing(response) {
      case .unknown: return nil
      case .hidden: return Author(handle: handle, isPrivate: true)
      case nil: break
      }
      let data = try Value.document(response.body)["data"]
      guard data.isObject else { throw Unreadable("there is no data in it") }
      return ResearchShape.author(data["user"].isObject ? data["user"] : data, handle)
    }
    return found.flatMap(\.self)
  }

  func question(_ path: String, _ fields: [String], body: [UInt8]) -> Question {
    let url = "\(settings.url)\(path)?fields=\(fields.joined(separator: ","))"
    var question = Question(.json(.post, url, body: body))
    question.secrets = [settings.credentials.secret]
    question.judge = ResearchTrouble.judge(name, timing)
    return question
  }

  /// Asks, and keeps in mind that the day's quota is spent when the API says so.
  func answer<Answer>(
    _ question: Question, read: (ClientResponse) throws(Unreadable) -> Answer
  ) async throws(SourceError) -> Answer? {
    let watched = question.judged { [quota, judge = question.judge, begun = timing.now()] response, hidden in
      if ResearchTrouble.isQuotaSpent(response) { quota.exceed(begunAt: begun) }
      return judge(response, hidden)
    }
    do throws(SourceError) { return try await api.ask(watched, read: read) } catch {
      await quota.settle()
      throw error
    }
  }
}
