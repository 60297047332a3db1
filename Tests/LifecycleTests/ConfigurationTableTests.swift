import Testing

@testable import Lifecycle

@Suite struct ConfigurationTableTests {
  private static let amqp = "amqp://me:secret@host/v"

  @Test func `every variable stands in the table once, with help and our prefix`() {
    let names = Variables.definitions.map(\.name)

    #expect(Variables.all.count == Mirror(reflecting: Variables()).children.count)
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { $0.hasPrefix("HOOKLINE_") })
    #expect(Variables.definitions.allSatisfy { !$0.help.isEmpty && !$0.help.contains("\n") })
  }

  @Test func `every default is a value that its own variable accepts`() {
    for variable in Variables.all {
      guard case .preset(let text) = variable.definition.standing else { continue }
      #expect(variable.complaint(about: text) == nil, "\(variable.definition.name)")
    }
  }

  @Test func `a variable that stands in for another stands before it, so that it is read first`() {
    var read: Set<String> = []
    for definition in Variables.definitions {
      if case .variable(let name) = definition.alternative { #expect(read.contains(name)) }
      read.insert(definition.name)
    }
    #expect(Variables.definitions.contains { $0.alternative == .variable("HOOKLINE_DATABASE_URL") })
  }

  @Test func `settings can be printed`() throws {
    let settings = try Settings(
      environment: ["HOOKLINE_AMQP_URL": Self.amqp, "HOOKLINE_GRACE": "90s"], directory: "/nowhere")
    var dumped = ""
    dump(settings, to: &dumped)

    #expect("\(settings)" == "HOOKLINE_AMQP_URL=amqp://me:***@host/v HOOKLINE_GRACE=90s")
    #expect(dumped.contains("90s") && !dumped.contains("secret"))
  }

  @Test func `the names that others rely on stay`() {
    #expect(
      Variables.definitions.map(\.name) == [
        "HOOKLINE_ENV_FILE", "HOOKLINE_DATABASE_URL", "HOOKLINE_OWNER_DATABASE_URL",
        "HOOKLINE_API_DATABASE_URL", "HOOKLINE_ADMIN_DATABASE_URL", "HOOKLINE_DATABASE_POOL",
        "HOOKLINE_STATEMENT_TIMEOUT", "HOOKLINE_AMQP_URL", "HOOKLINE_AMQP_MANAGEMENT_URL",
        "HOOKLINE_SCRAPE_DIR", "HOOKLINE_SOURCES", "HOOKLINE_LIBRARY_DIR", "HOOKLINE_YTDLP",
        "HOOKLINE_LIST_LENGTH", "HOOKLINE_NIGHTLY", "HOOKLINE_NIGHTLY_HOUR",
        "HOOKLINE_TIKTOK_CLIENT_KEY", "HOOKLINE_TIKTOK_CLIENT_SECRET",
        "HOOKLINE_TIKTOK_API_URL", "HOOKLINE_TIKTOK_DAILY_REQUESTS", "HOOKLINE_SPOTIFY_CLIENT_ID",
        "HOOKLINE_SPOTIFY_CLIENT_SECRET", "HOOKLINE_SPOTIFY_API_URL", "HOOKLINE_SPOTIFY_ACCOUNTS_URL",
        "HOOKLINE_SPOTIFY_EXTENDED", "HOOKLINE_SEARCH_MEMORY", "HOOKLINE_EMBEDDINGS_URL",
        "HOOKLINE_EMBEDDINGS_MODEL", "HOOKLINE_EMBEDDINGS_KEY", "HOOKLINE_MODEL_DIR",
        "HOOKLINE_TRAIN_MEMORY", "HOOKLINE_TRAIN_EVERY", "HOOKLINE_MEDIA_DIR",
        "HOOKLINE_MEDIA_LIMIT", "HOOKLINE_MEDIA_AGE", "HOOKLINE_MEDIA_DECODER", "HOOKLINE_LISTEN_JOBS",
        "HOOKLINE_LOOK_JOBS", "HOOKLINE_FETCH_ALLOW", "HOOKLINE_GATEWAY_LISTEN", "HOOKLINE_GATEWAY_RATE",
        "HOOKLINE_GATEWAY_PROXIES", "HOOKLINE_GATEWAY_MEMORY", "HOOKLINE_COMPAT_OPEN", "HOOKLINE_API_URL",
        "HOOKLINE_API_KEY", "HOOKLINE_OPS_ADDRESS", "HOOKLINE_GRACE",
        "HOOKLINE_LOG_LEVEL", "HOOKLINE_LOG_FORMAT", "HOOKLINE_LOCAL_DIR",
      ])
  }

  @Test func `values are shown with their secrets masked`() throws {
    let settings = try Settings(
      environment: [
        "HOOKLINE_AMQP_URL": Self.amqp, "HOOKLINE_GRACE": "90s", "HOOKLINE_SPOTIFY_CLIENT_SECRET": "s3cret",
        "HOOKLINE_SPOTIFY_API_URL": "http://me:s3cret@localhost:1",
      ], directory: "/nowhere")
    let shown = Variables.definitions.map { "\($0.name)=\(settings.display($0) ?? "-")" }

    #expect(shown.contains("HOOKLINE_AMQP_URL=amqp://me:***@host/v"))
    #expect(shown.contains("HOOKLINE_GRACE=90s"))
    #expect(shown.contains("HOOKLINE_DATABASE_URL=-"))
    #expect(shown.contains("HOOKLINE_DATABASE_POOL=8"))
    #expect(shown.contains("HOOKLINE_SPOTIFY_CLIENT_SECRET=***"))
    #expect(shown.contains("HOOKLINE_SPOTIFY_API_URL=http://me:***@localhost:1"))
    #expect(shown.contains("HOOKLINE_TIKTOK_API_URL=https://open.tiktokapis.com"))
    #expect(settings[\.tiktokAPIURL].text == "https://open.tiktokapis.com")
  }
}
