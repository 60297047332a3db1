public import Telemetry

/// Every environment variable that Hookline reads, one property each: to add one, add a property.
///
/// `settings[\.grace]` reads one. Names that begin with a prefix of `untended` belong to the tests and the
/// benchmarks, which read them themselves.
public struct Variables: Sendable {
  public let environmentFile = Variable.path(
    Self.environmentFileName, help: "read variables from this file instead of ./.env (/dev/null: from none)")

  public let databaseURL = Variable.url(
    "HOOKLINE_DATABASE_URL", .postgres, .required, else: .postgresVariables,
    help: "the database as services see it, role hookline_worker")
  public let ownerDatabaseURL = Variable.url(
    "HOOKLINE_OWNER_DATABASE_URL", .postgres, else: .variable("HOOKLINE_DATABASE_URL"),
    help: "the database as migrate sees it, role hookline_owner")
  public let apiDatabaseURL = Variable.url(
    "HOOKLINE_API_DATABASE_URL", .postgres, help: "the database as the gateway sees it, role hookline_api")
  public let adminDatabaseURL = Variable.url(
    "HOOKLINE_ADMIN_DATABASE_URL", .postgres, help: "a superuser's database, for tests and benchmarks only")
  public let databasePool = Variable.integer(
    "HOOKLINE_DATABASE_POOL", in: 1...1000, default: 8, help: "most database connections of one process")
  public let statementTimeout = Variable.duration(
    "HOOKLINE_STATEMENT_TIMEOUT", in: .milliseconds(1)...(.seconds(3600)), default: .seconds(10),
    help: "how long one SQL statement may run")

  public let amqpURL = Variable.url(
    "HOOKLINE_AMQP_URL", .amqp, .required, help: "the message broker, virtual host included")
  public let amqpManagementURL = Variable.url(
    "HOOKLINE_AMQP_MANAGEMENT_URL", .http, help: "the broker's management interface, for queue depths")

  public let scrapeDirectory = Variable.path(
    "HOOKLINE_SCRAPE_DIR", help: "the folder, or the file, of TikTok scrapes that ingest reads")
  public let sources = Variable.text(
    "HOOKLINE_SOURCES",
    help:
      "the sources that ingest asks, such as yt-dlp,scrapes, the first first (default: all that are configured)"
  )
  public let libraryDirectory = Variable.path(
    "HOOKLINE_LIBRARY_DIR", help: "a folder of audio files whose tags are a catalogue")
  public let ytDlp = Variable.path(
    "HOOKLINE_YTDLP", help: "the program yt-dlp, where it is not in PATH")
  public let listLength = Variable.integer(
    "HOOKLINE_LIST_LENGTH", in: 1...200, default: 20, help: "how many tracks are recommended to a creator")
  public let nightly = Variable.flag(
    "HOOKLINE_NIGHTLY", default: false,
    help: "have the scheduler make a list each night for every creator who has had one")
  public let nightlyHour = Variable.integer(
    "HOOKLINE_NIGHTLY_HOUR", in: 0...23, default: 3, help: "the hour at which nightly lists begin, in UTC")

  public let tiktokClientKey = Variable.text(
    "HOOKLINE_TIKTOK_CLIENT_KEY", help: "the client key of an application of the TikTok Research API")
  public let tiktokClientSecret = Variable.secret(
    "HOOKLINE_TIKTOK_CLIENT_SECRET", help: "the client secret that belongs to the key")
  public let tiktokAPIURL = Variable.url(
    "HOOKLINE_TIKTOK_API_URL", .api, default: "https://open.tiktokapis.com",
    help: "where the TikTok Research API is")
  public let tiktokDailyRequests = Variable.integer(
    "HOOKLINE_TIKTOK_DAILY_REQUESTS", in: 1...1_000_000, default: 1_000,
    help: "requests to the TikTok Research API in a day, of all processes together")
  public let spotifyClientID = Variable.text(
    "HOOKLINE_SPOTIFY_CLIENT_ID", help: "the client id of an application of the Spotify Web API")
  public let spotifyClientSecret = Variable.secret(
    "HOOKLINE_SPOTIFY_CLIENT_SECRET", help: "the client secret that belongs to the id")
  public let spotifyAPIURL = Variable.url(
    "HOOKLINE_SPOTIFY_API_URL", .api, default: "https://api.spotify.com", help: "where the Spotify Web API is"
  )
  public let spotifyAccountsURL = Variable.url(
    "HOOKLINE_SPOTIFY_ACCOUNTS_URL", .api, default: "https://accounts.spotify.com",
    help: "where Spotify gives access tokens")
  public let spotifyExtended = Variable.flag(
    "HOOKLINE_SPOTIFY_EXTENDED", default: false,
    help:
      "ask Spotify what it tells older applications only: audio features, recommendations, many tracks at once"
  )

  public let searchMemory = Variable.byteCount(
    "HOOKLINE_SEARCH_MEMORY", in: ByteCount(1 << 20)...ByteCount(1 << 40), default: ByteCount(1 << 30),
    help: "how much memory a search by pictures may take: 238 bytes for each key frame of all videos")
  public let embeddingsURL = Variable.url(
    "HOOKLINE_EMBEDDINGS_URL", .api,
    help: "an interface like OpenAI's /v1/embeddings, for search by meaning; without it that is off")
  public let embeddingsModel = Variable.text(
    "HOOKLINE_EMBEDDINGS_MODEL", help: "the model that is asked for there")
  public let embeddingsKey = Variable.secret(
    "HOOKLINE_EMBEDDINGS_KEY", help: "the key that it wants, if it wants one")

  public let modelDirectory = Variable.path(
    "HOOKLINE_MODEL_DIR", help: "the folder that keeps what was learnt; without it nothing is learnt")
  public let trainMemory = Variable.byteCount(
    "HOOKLINE_TRAIN_MEMORY", in: ByteCount(16 << 20)...ByteCount(1 << 40), default: ByteCount(2 << 30),
    help: "how much memory learning may take; what does not fit is learnt another way, or refused")
  public let trainEvery = Variable.duration(
    "HOOKLINE_TRAIN_EVERY", in: .seconds(60)...(.seconds(365 * 86_400)), default: .seconds(86_400),
    help: "how old what was learnt may get before the scheduler has it learnt anew")

  public let mediaDirectory = Variable.path(
    "HOOKLINE_MEDIA_DIR", help: "the folder that keeps media; without it none are fetched")
  public let mediaLimit = Variable.byteCount(
    "HOOKLINE_MEDIA_LIMIT", in: ByteCount(1 << 20)...ByteCount(1 << 60), default: ByteCount(20 << 30),
    help: "how much media is kept; what was used longest ago goes first")
  public let mediaAge = Variable.duration(
    "HOOKLINE_MEDIA_AGE", in: .seconds(60)...(.seconds(3650 * 86_400)), default: .seconds(30 * 86_400),
    help: "how long media is kept after its last use")
  public let mediaDecoder = Variable.path(
    "HOOKLINE_MEDIA_DECODER",
    help: "the program hookline-media-decoder, where it is not beside the others nor in PATH")
  public let listenJobs = Variable.integer(
    "HOOKLINE_LISTEN_JOBS", in: 0...64, default: 0,
    help: "how many tracks a music-analysis worker listens to at once (0: one for each processor)")
  public let lookJobs = Variable.integer(
    "HOOKLINE_LOOK_JOBS", in: 0...64, default: 0,
    help: "how many videos a content-analysis worker looks at at once (0: one for each processor)")
  public let fetchAllow = Variable.allowList(
    "HOOKLINE_FETCH_ALLOW", help: "places off the public web, or its ports, that media may be fetched from")

  public let gatewayListen = Variable.address(
    "HOOKLINE_GATEWAY_LISTEN", default: Address(host: "127.0.0.1", port: 8080),
    help: "where the gateway serves its interface (port 0: any free one)")
  public let gatewayRate = Variable.integer(
    "HOOKLINE_GATEWAY_RATE", in: 0...100_000_000, default: 6_000,
    help: "how many requests a minute one key may make at one gateway (0: any number)")
  public let gatewayProxies = Variable.text(
    "HOOKLINE_GATEWAY_PROXIES",
    help: "addresses of proxies, or ranges, that say truly in X-Forwarded-For who asks, with commas")
  public let gatewayMemory = Variable.byteCount(
    "HOOKLINE_GATEWAY_MEMORY", in: ByteCount(0)...ByteCount(1 << 40), default: ByteCount(64 << 20),
    help: "how much of the lists that it has told a gateway keeps")
  public let compatOpen = Variable.flag(
    "HOOKLINE_COMPAT_OPEN", default: false,
    help: "let programs on this machine use the paths of other systems without a key")

  public let apiURL = Variable.url(
    "HOOKLINE_API_URL", .api,
    help: "the gateway that hookline asks instead of the servers, also where theirs are set")
  public let apiKey = Variable.secret(
    "HOOKLINE_API_KEY", help: "the key that hookline shows to that gateway")

  public let opsAddress = Variable.address(
    "HOOKLINE_OPS_ADDRESS", default: Address(host: "127.0.0.1", port: 9464),
    help: "where a process serves /healthz, /readyz and /metrics (port 0: any free one)")
  public let grace = Variable.duration(
    "HOOKLINE_GRACE", in: .zero...(.seconds(3600)), default: .seconds(25),
    help: "how long a process may take to finish what it has begun when asked to stop")
  public let logLevel = Variable.choice(
    "HOOKLINE_LOG_LEVEL", Logger.Level.allCases.map { ($0.name, $0) }, default: "info",
    help: "least level logged")
  public let logFormat = Variable<ConsoleSink.Format>.choice(
    "HOOKLINE_LOG_FORMAT", [("auto", .automatic), ("text", .text), ("json", .json)], default: "auto",
    help: "how log lines look; auto is text on a terminal, else json")
  public let localDirectory = Variable.path(
    "HOOKLINE_LOCAL_DIR", help: "where compose/local keeps its private servers")

  public init() {}
}

extension Variables {
  /// The variable that names the file in which the others may be set.
  public static let environmentFileName = "HOOKLINE_ENV_FILE"
  static let prefix = "HOOKLINE_"
  static let untended = ["HOOKLINE_TEST_", "HOOKLINE_BENCH_"]

  static let table = Variables()

  /// The table's variables, in the order of the properties.
  static let all: [any AnyVariable] = Mirror(reflecting: table).children.compactMap {
    $0.value as? any AnyVariable
  }

  /// What is known of each variable, in the order of the table.
  public static var definitions: [Definition] { all.map(\.definition) }
}
