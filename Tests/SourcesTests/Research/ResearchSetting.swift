import FoundationEssentials
import HTTP
import Models
import Synchronization
import TestKit

@testable import Sources

/// The TikTok Research API as it is documented, with the posts of some creators.
struct ResearchSetting {
  static let token = "/v2/oauth/token/"
  static let users = "/v2/research/user/info/"
  static let videos = "/v2/research/video/query/"
  static let secret = "s3cret-of-the-client"

  /// A query as it came.
  struct Query: Equatable {
    var field = ""
    var value = ""
    var start = ""
    var end = ""
    var cursor: Int64 = 0
    var searchID: String?
  }

  let server: APIServer
  let time: TestTime
  let memory: BriefMemory
  let api: ResearchAPI

  /// It says `user` of every creator, and answers queries with pages, each the value of `data`.
  init(
    memory: BriefMemory = BriefMemory(), time: TestTime = TestTime(), user: String = Self.user,
    windowLimit: Int = 6, postLimit: Int = 500,
    dailyRequests: Int = 1_000, timeout: Duration = .seconds(30),
    videos: @escaping @Sendable (Query) -> String = { _ in #"{"videos":[],"has_more":false}"# }
  ) throws {
    let grants = Mutex(0)
    server = try APIServer { request in
      switch request.path {
      case Self.token:
        let number = grants.withLock { grants in
          grants += 1
          return grants
        }
        return .json(#"{"access_token":"clt.t0ken\#(number)","expires_in":7200,"token_type":"Bearer"}"#)
      case Self.users: return Self.answer(user)
      default: return Self.answer(videos(Self.query(request)))
      }
    }
    var settings = ResearchSettings(
      credentials: ClientCredentials(id: "key", secret: Self.secret), url: server.url + "/")
    settings.caller.requestsPerSecond = nil
    (settings.windowLimit, settings.postLimit, settings.dailyRequests) = (
      windowLimit, postLimit, dailyRequests
    )
    self.memory = memory
    self.time = time
    api = ResearchAPI(
      settings, memory: memory, client: Client(ClientSettings(timeout: timeout)),
      meter: SourceMeter(), timing: time.timing)
  }

  static let user = """
    {"display_name":"Anna","bio_description":"sings","avatar_url":"https://cdn.example/a.jpg","is_verified":true,
    "follower_count":12,"following_count":3,"likes_count":11907467940,"video_count":7}
    """

  static func answer(_ data: String) -> APIAnswer {
    .json(#"{"data":\#(data),"error":{"code":"ok","message":"","log_id":"202603101200"}}"#)
  }

  static func trouble(_ status: Int, _ code: String, _ message: String = "", rest: String? = nil) -> APIAnswer
  {
    var answer = APIAnswer.json(
      #"{"data":{},"error":{"code":"\#(code)","message":"\#(message)","log_id":"1"}}"#, status: status)
    if let rest { answer.headers["Retry-After"] = rest }
    return answer
  }

  static func video(_ id: Int, by name: String = "anna") -> String {
    #"{"id":\#(7_300_000_000_000_000_000 + id),"username":"\#(name)","create_time":1772000000,"view_count":\#(id)}"#
  }

  static func page(_ ids: some Sequence<Int>, cursor: Int = 0, more: Bool = false, search: String = "s1")
    -> String
  {
    let videos = ids.map { video($0) }.joined(separator: ",")
    return #"{"videos":[\#(videos)],"cursor":\#(cursor),"has_more":\#(more),"search_id":"\#(search)"}"#
  }

  static func query(_ request: APIRequest) -> Query {
    guard let body = try? Value.document(request.body) else { return Query() }
    let condition = body["query"]["and"].elements().first ?? .missing
    return Query(
      field: condition["field_name"].text(atMost: 50) ?? "",
      value: condition["field_values"].elements().first?.text(atMost: 100) ?? "",
      start: body["start_date"].text(atMost: 8) ?? "", end: body["end_date"].text(atMost: 8) ?? "",
      cursor: body["cursor"].counter ?? 0, searchID: body["search_id"].text(atMost: 50))
  }

  /// The numbers that `page` gave the posts.
  static func numbers(_ posts: [ScrapedFile.Post]) -> [Int64] {
    posts.compactMap { Int64($0.video.key.id).map { $0 - 7_300_000_000_000_000_000 } }
  }

  var queries: [Query] { server.requests(to: Self.videos).map(Self.query) }

  /// All pages of a list.
  func list(_ subject: ListingSubject) async throws(SourceError) -> [ListingPage] {
    var pages: [ListingPage] = []
    var mark: PageMark?
    repeat {
      guard let page = try await api.listing(of: subject, after: mark) else { return pages }
      pages.append(page)
      mark = page.next
    } while mark != nil && pages.count < 50
    return pages
  }
}
