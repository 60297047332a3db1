// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target is built with. Applied through the two functions below, because system-library
/// targets accept no settings.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// What computes on samples is of no use to anybody unoptimised: its tests take minutes, and a debugger finds nothing
/// in its loops.
let optimized: [SwiftSetting] = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

func shared(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil,
  settings: [SwiftSetting] = strict
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Shared/\(name)", resources: resources,
    swiftSettings: settings)
}

func service(
  _ name: String, _ dependencies: [Target.Dependency], settings: [SwiftSetting] = strict
) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies, path: "Services/\(name)", swiftSettings: settings)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], settings: [SwiftSetting] = strict
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: settings)
}

func library(_ name: String, pkgConfig: String?, package: String) -> Target {
  .systemLibrary(
    name: name, path: "Shared/CLibraries/\(name)", pkgConfig: pkgConfig,
    providers: [.apt([package])])
}

let package = Package(
  name: "hookline",
  products: [
    .executable(name: "hookline", targets: ["Hookline"]),
    .executable(name: "hookline-recommender", targets: ["Recommender"]),
    .executable(name: "hookline-gateway", targets: ["Gateway"]),
    .executable(name: "hookline-scheduler", targets: ["Scheduler"]),
    .executable(name: "hookline-ingest", targets: ["Ingest"]),
    .executable(name: "hookline-content-analysis", targets: ["ContentAnalysis"]),
    .executable(name: "hookline-music-analysis", targets: ["MusicAnalysis"]),
    .executable(name: "hookline-media-decoder", targets: ["MediaDecoder"]),
    .executable(name: "hookline-bench", targets: ["Benchmarks"]),
    .executable(name: "hookline-bench-peer", targets: ["BenchmarkPeer"]),
    .executable(name: "hookline-storm", targets: ["StormWorker"]),
  ],
  targets: [
    library("CChromaprint", pkgConfig: "libchromaprint", package: "libchromaprint-dev"),
    library("CCrypto", pkgConfig: "libcrypto", package: "libssl-dev"),
    library("CCurl", pkgConfig: "libcurl", package: "libcurl4-openssl-dev"),
    // The module map names its fellows: avcodec, avutil, swresample and swscale.
    library("CLibav", pkgConfig: "libavformat", package: "libavformat-dev"),
    library("CMicroHTTPD", pkgConfig: "libmicrohttpd", package: "libmicrohttpd-dev"),
    library("COpenBLAS", pkgConfig: "openblas", package: "libopenblas-dev"),
    library("CPostgres", pkgConfig: "libpq", package: "libpq-dev"),

    library("CRabbitMQ", pkgConfig: "librabbitmq", package: "librabbitmq-dev"),
    // Without pkg-config, whose flag for static linking the package manager refuses with a warning.
    library("CUTF8Proc", pkgConfig: nil, package: "libutf8proc-dev"),
    library("CZlib", pkgConfig: "zlib", package: "zlib1g-dev"),
    // Not a library but a door: functions of glibc that need _GNU_SOURCE.
    .target(name: "CSystem", path: "Shared/CLibraries/CSystem"),
    .target(name: "CConfinement", path: "Shared/CLibraries/CConfinement"),

    shared("API", ["Crypto", "Documents", "HTTP", "Lifecycle"]),
    shared("Audio", settings: optimized),
    shared("Compression", ["CZlib"]),
    shared("Content", ["Audio", "Media", "Models", "Text", "Vision"]),
    shared(
      "Datasets",
      [
        "Compression", "Crypto", "HTTP", "Identity", "Lifecycle", "Media", "Models", "Sources", "Storage",
        "Telemetry", "Text",
      ]),
    shared(
      "Documents",
      [
        "Audio", "Datasets", "Jobs", "Knowledge", "Management", "Matching", "Media", "Messaging", "Models",
        "Recommending", "Search", "Sources", "Storage", "Vision",
      ]),
    shared("Factors", ["COpenBLAS"], settings: optimized),
    shared("Identity", ["Models", "Text"]),
    shared(
      "Knowledge",
      [
        "Audio", "Content", "Identity", "Jobs", "Matching", "Media", "MediaWire", "Models", "Recommending",
        "Storage", "Vision",
      ]),
    shared("Learning", ["Crypto", "Factors", "Models"], settings: optimized),
    shared("Matching", ["Models"], settings: optimized),
    shared("Models"),
    shared("Recommending", ["Factors", "Models"], settings: optimized),
    shared("Samples", ["Audio", "Models"], settings: optimized),
    shared(
      "Sources",
      [
        "Compression", "Crypto", "HTTP", "Identity", "Lifecycle", "Media", "MediaWire", "Models", "Telemetry",
        "Text",
      ]),
    shared("Search", ["Crypto", "HTTP", "Lifecycle", "Models", "Storage", "Telemetry", "Text", "Vision"]),
    shared("Crypto", ["CCrypto"]),
    shared("Telemetry"),
    shared("Lifecycle", ["CSystem", "Telemetry"]),
    shared("HTTP", ["CCurl", "CMicroHTTPD", "Compression", "Crypto", "Lifecycle", "Telemetry"]),
    shared("Messaging", ["CRabbitMQ", "Lifecycle", "Telemetry"]),
    shared("Jobs", ["Crypto", "HTTP", "Lifecycle", "Messaging", "Storage", "Telemetry"]),
    shared("Management", ["HTTP", "Lifecycle", "Messaging"]),
    shared("Media", ["Audio", "Crypto", "HTTP", "Lifecycle", "MediaWire", "Models", "Telemetry", "Vision"]),
    shared("MediaWire", settings: optimized),
    shared(
      "Storage", ["CPostgres", "Crypto", "Lifecycle", "Models", "Telemetry"],
      resources: [.embedInCode("Migrations/SQL")]),
    shared(
      "TestKit", ["Crypto", "HTTP", "Jobs", "Lifecycle", "Messaging", "Models", "Storage", "Telemetry"]),
    shared("Text", ["CUTF8Proc", "Models"]),
    shared("Vision", settings: optimized),

    service(
      "Hookline",
      [
        "API", "Audio", "Content", "Crypto", "Datasets", "Documents", "Factors", "HTTP",
        "Identity", "Jobs",
        "Knowledge", "Lifecycle", "Management", "Matching", "Media", "MediaWire", "Messaging", "Models",
        "Recommending",
        "Samples",
        "Search", "Sources", "Storage", "Telemetry", "Text", "Vision",
      ]),

    service(
      "Ingest",
      [
        "Crypto", "Datasets", "HTTP", "Identity", "Jobs", "Lifecycle", "Media", "Messaging", "Models",
        "Sources",
        "Storage",
        "Telemetry", "Text",
      ]),
    service(
      "ContentAnalysis",
      [
        "Audio", "Content", "Crypto", "Datasets", "Jobs", "Lifecycle", "Media", "MediaWire", "Messaging",
        "Models", "Samples", "Storage", "Telemetry", "Vision",
      ]),
    service(
      "MusicAnalysis",
      [
        "Audio", "Content", "Crypto", "Datasets", "HTTP", "Jobs", "Lifecycle", "Media", "MediaWire",
        "Messaging", "Models", "Samples", "Storage", "Telemetry", "Text",
      ]),
    service(
      "MediaDecoder", ["Audio", "CChromaprint", "CConfinement", "CLibav", "MediaWire"], settings: optimized),
    service(
      "Recommender",
      [
        "Crypto", "Jobs", "Learning", "Lifecycle", "Messaging", "Models", "Recommending", "Storage",
        "Telemetry",
      ]),
    service(
      "Gateway",
      [
        "API", "Audio", "Compression", "Content", "Crypto", "Datasets", "Documents", "HTTP", "Jobs",
        "Knowledge", "Lifecycle", "Management", "Matching", "Media", "Messaging", "Models", "Recommending",
        "Search", "Sources", "Storage", "Telemetry", "Vision",
      ]),
    service(
      "Scheduler",
      [
        "Datasets", "HTTP", "Jobs", "Lifecycle", "Management", "Media", "Messaging", "Models", "Search",
        "Storage",
        "Telemetry",
      ]),

    // The worker that CONTRIBUTING.md shows.
    .executableTarget(
      name: "ExampleWorker", dependencies: ["Jobs", "Messaging"], path: "Tests/ExampleWorker",
      swiftSettings: strict),
    // A process that keeps media until it is killed.
    .executableTarget(
      name: "StoreFiller", dependencies: ["Media"], path: "Tests/StoreFiller", swiftSettings: strict),
    // A process that reads a scrape and says how much memory that took.
    .executableTarget(
      name: "ScrapeCounter", dependencies: ["Sources"], path: "Tests/ScrapeCounter", swiftSettings: strict),
    // Captions with what readers found in them.
    .target(
      name: "TestCaptions", dependencies: ["Models", "Text"], path: "Tests/TestCaptions",
      swiftSettings: strict),
    // Music that is made to be analysed, with the truth about it.
    .target(
      name: "TestMusic", dependencies: ["Samples"], path: "Tests/TestMusic", swiftSettings: optimized),
    // Pictures that are drawn, and changed as copies are, to be found again.
    .target(
      name: "TestPictures", dependencies: ["Vision"], path: "Tests/TestPictures", swiftSettings: optimized),
    // Videos that are made to be analysed, with the truth about them.
    .target(name: "TestVideo", path: "Tests/TestVideo", swiftSettings: optimized),
    // What the weights of cuts are fitted by.
    .executableTarget(
      name: "FitShots", dependencies: ["TestVideo", "Vision"], path: "Tests/FitShots",
      swiftSettings: optimized),
    // What the weights of kinds of sound are fitted by.
    .executableTarget(
      name: "FitKinds", dependencies: ["Audio", "Samples", "TestMusic"], path: "Tests/FitKinds",
      exclude: ["voices"], swiftSettings: optimized),
    // What the weights of keys are fitted by.
    .executableTarget(
      name: "FitKey", dependencies: ["Audio", "TestMusic"], path: "Tests/FitKey", swiftSettings: optimized),
    // What the weights of rhythm are fitted by.
    .executableTarget(
      name: "FitRhythm", dependencies: ["Audio", "TestMusic"], path: "Tests/FitRhythm",
      swiftSettings: optimized),
    // What the weights of bars and hooks are fitted by.
    .executableTarget(
      name: "FitHooks", dependencies: ["Audio", "Samples", "TestMusic"], path: "Tests/FitHooks",
      swiftSettings: optimized),
    // What the weights of families of music are fitted by.
    .executableTarget(
      name: "FitGenres", dependencies: ["Audio", "Samples", "TestMusic"], path: "Tests/FitGenres",
      swiftSettings: optimized),
    .executableTarget(
      name: "BenchmarkPeer", dependencies: ["CPostgres", "CRabbitMQ"], path: "Tests/BenchmarkPeer",
      exclude: ["Analysis", "Celery", "Content", "Ingest", "Looks", "Recommend", "Web"]),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "Audio", "Crypto", "Datasets", "Factors", "HTTP", "Jobs", "Lifecycle", "Management", "Media",
        "MediaWire", "Messaging", "Models", "Recommending", "Samples", "Search", "Sources", "Storage",
        "Telemetry", "TestCaptions", "TestKit", "TestMusic", "TestPictures", "TestVideo", "Text", "Vision",
      ],
      path: "Tests/Benchmarks", exclude: ["Analysis/mma_set.py"], swiftSettings: strict),

    // The processes that fault tests ill-treat.
    .executableTarget(
      name: "StormWorker",
      dependencies: ["Jobs", "Lifecycle", "Management", "Messaging", "Storage", "Telemetry"],
      path: "Tests/StormWorker", swiftSettings: strict),

    // A media decoder that does what the file says that it gets, good or evil.
    .executableTarget(
      name: "ScriptedDecoder", dependencies: ["MediaWire"], path: "Tests/ScriptedDecoder",
      swiftSettings: strict),
    tests(
      "MediaTests",
      [
        "Audio", "Crypto", "HTTP", "Lifecycle", "Media", "MediaWire", "Models", "Samples", "ScriptedDecoder",
        "Storage", "StoreFiller", "Telemetry", "TestKit", "TestVideo", "Vision",
      ]),
    tests("MediaDecoderTests", ["Lifecycle", "Media", "MediaWire", "Samples", "Telemetry", "TestKit"]),
    tests("MediaWireTests", ["MediaWire", "TestKit"]),
    tests(
      "AudioTests", ["Audio", "Lifecycle", "Models", "Samples", "TestKit", "TestMusic"], settings: optimized),
    tests("BenchmarksTests", ["Benchmarks", "TestMusic"]),
    tests("MatchingTests", ["Matching", "Models", "TestKit", "Vision"], settings: optimized),
    tests("ModelsTests", ["Models", "TestKit"]),
    tests("RecommendingTests", ["Factors", "Models", "Recommending", "TestKit"]),
    tests(
      "RecommenderTests",
      [
        "Crypto", "Jobs", "Learning", "Lifecycle", "Messaging", "Models", "Recommender", "Recommending",
        "Storage", "Telemetry", "TestKit",
      ]),
    tests(
      "SamplesTests", ["Audio", "Crypto", "Models", "Samples", "TestKit", "Vision"], settings: optimized),
    tests(
      "SchedulerTests",
      [
        "Datasets", "Jobs", "Lifecycle", "Media", "Messaging", "Models", "Scheduler", "Search", "Storage",
        "Telemetry", "TestKit",
      ]),
    tests("CompressionTests", ["Compression", "Lifecycle", "TestKit"]),
    tests(
      "DatasetsTests",
      ["Crypto", "Datasets", "HTTP", "Lifecycle", "Models", "Sources", "Storage", "Telemetry", "TestKit"]),
    tests(
      "DocumentsTests",
      [
        "Datasets", "Documents", "Jobs", "Knowledge", "Management", "Matching", "Messaging", "Models",
        "Recommending", "Search", "Storage", "Vision",
      ]),
    tests("LearningTests", ["Crypto", "Factors", "Learning", "Models"], settings: optimized),
    tests("FactorsTests", ["Factors"], settings: optimized),
    tests("IdentityTests", ["Identity", "Media", "Models", "Storage", "TestKit", "Text"]),
    tests(
      "SourcesTests",
      [
        "Compression", "Crypto", "HTTP", "Identity", "Lifecycle", "Media", "MediaWire", "Models", "Samples",
        "ScrapeCounter", "Sources", "Telemetry", "TestKit",
      ]),
    tests(
      "IngestTests",
      [
        "Datasets", "HTTP", "Identity", "Ingest", "Jobs", "Lifecycle", "Media", "Messaging", "Models",
        "Sources",
        "Storage",
        "Telemetry", "TestKit", "Text",
      ]),
    tests(
      "EndToEndTests",
      [
        "Content", "Crypto", "Lifecycle", "Management", "Messaging", "Models", "MusicAnalysis",
        "Recommending", "Samples", "Sources", "Storage", "Telemetry", "TestKit",
      ]),
    tests("APITests", ["API", "Documents", "HTTP", "Lifecycle", "TestKit"]),
    tests("CryptoTests", ["Crypto"]),
    tests(
      "GatewayTests",
      [
        "API", "Compression", "Crypto", "Datasets", "Documents", "Gateway", "HTTP", "Identity", "Jobs",
        "Knowledge", "Lifecycle", "Management", "Media", "Messaging", "Models", "Recommending", "Samples",
        "Search", "Sources", "Storage", "Telemetry", "TestKit", "TestPictures", "Vision",
      ]),
    tests(
      "SearchTests",
      [
        "HTTP", "Identity", "Lifecycle", "Models", "Search", "Storage", "Telemetry", "TestKit",
        "TestPictures", "Text",
        "Vision",
      ]),
    tests("VisionTests", ["TestPictures", "TestVideo", "Vision"], settings: optimized),
    tests("TestMusicTests", ["Samples", "TestMusic"]),
    tests("TextTests", ["Models", "TestCaptions", "TestKit", "Text"]),
    tests(
      "ContentAnalysisTests",
      [
        "ContentAnalysis", "Crypto", "Datasets", "Jobs", "Lifecycle", "Media", "MediaWire", "Messaging",
        "Models", "Samples", "Storage", "Telemetry", "TestKit", "Vision",
      ]),
    tests(
      "ContentTests", ["Audio", "Content", "Media", "Models", "Samples", "TestKit", "Text", "Vision"]),
    tests(
      "MusicAnalysisTests",
      [
        "Audio", "Content", "Crypto", "Jobs", "Lifecycle", "Media", "Messaging", "Models", "MusicAnalysis",
        "Samples", "Storage", "Telemetry", "TestKit", "TestMusic", "Text",
      ]),
    tests("TelemetryTests", ["Telemetry", "TestKit"]),
    tests(
      "FaultTests",
      [
        "Crypto", "Jobs", "Lifecycle", "Management", "Messaging", "Models", "Samples", "Storage",
        "StormWorker", "Telemetry", "TestKit",
      ]),
    tests("JobsTests", ["Jobs", "Lifecycle", "Messaging", "Storage", "Telemetry", "TestKit"]),
    tests("LifecycleTests", ["Lifecycle", "Telemetry", "TestKit"]),
    tests("HTTPTests", ["Compression", "HTTP", "Lifecycle", "Telemetry", "TestKit"]),
    tests(
      "ManagementTests", ["Crypto", "HTTP", "Lifecycle", "Management", "Messaging", "Telemetry", "TestKit"]),
    tests("MessagingTests", ["Lifecycle", "Messaging", "Telemetry", "TestKit"]),
    tests(
      "StorageTests",
      ["Crypto", "Identity", "Lifecycle", "Media", "Models", "Storage", "Telemetry", "TestKit"]),
    tests(
      "HooklineTests",
      [
        "API", "Audio", "Crypto", "Datasets", "Documents", "Factors", "Gateway", "HTTP", "Hookline",
        "Identity", "Ingest",
        "Jobs", "Knowledge",
        "Lifecycle",
        "Management",
        "Media", "MediaWire", "Messaging", "Models", "Recommender", "Recommending", "Samples",
        "Scheduler", "ScriptedDecoder", "Search",
        "Sources", "Storage", "Telemetry", "TestKit", "TestPictures", "Text", "Vision",
      ]),
  ]
)
