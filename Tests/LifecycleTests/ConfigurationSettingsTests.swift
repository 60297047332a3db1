import Telemetry
import Testing

@testable import Lifecycle

@Suite struct ConfigurationSettingsTests {
  private static let amqp = "amqp://me:secret@host/v"

  @Test func `without anything set the defaults hold`() throws {
    let settings = try Settings(environment: [:], directory: "/nowhere")

    #expect(settings[\.grace] == .seconds(25))
    #expect(settings[\.opsAddress] == Address(host: "127.0.0.1", port: 9464))
    #expect(settings[\.databasePool] == 8)
    #expect(settings[\.logLevel] == .info)
    #expect(settings[\.databaseURL] == nil)
    #expect(settings.source(of: \.grace) == .preset)
    #expect(settings.source(of: \.databaseURL) == .nowhere)
  }

  @Test func `the environment prevails over the file, and an empty value is none`() throws {
    let folder = try Folder([
      ".env": "HOOKLINE_GRACE=1s\nHOOKLINE_DATABASE_POOL=3\nHOOKLINE_LOG_LEVEL=error\n"
    ])

    let settings = try Settings(
      environment: ["HOOKLINE_GRACE": "2s", "HOOKLINE_DATABASE_POOL": ""], directory: folder.path)

    #expect(settings[\.grace] == .seconds(2))
    #expect(settings.source(of: \.grace) == .environment)
    #expect(settings[\.databasePool] == 3)
    #expect(settings.source(of: \.databasePool) == .environmentFile(path: ".env", line: 2))
    #expect(settings[\.logLevel] == .error)
  }

  @Test func `another file can be named, and then it must be there`() throws {
    let folder = try Folder(["other": "HOOKLINE_GRACE=1s", ".env": "HOOKLINE_GRACE=2s"])
    let environment = ["HOOKLINE_ENV_FILE": "other"]

    let settings = try Settings(environment: environment, directory: folder.path)
    let error = #expect(throws: ConfigurationError.self) {
      try Settings(environment: environment, directory: "/nowhere")
    }

    #expect(settings[\.grace] == .seconds(1))
    #expect(
      error?.description
        == "other cannot be read, which HOOKLINE_ENV_FILE names: No such file or directory")
  }

  @Test func `a file that is too large is refused`() throws {
    let folder = try Folder([".env": String(repeating: "#", count: 64 * 1024 + 1)])
    let allowed = try Folder([".env": String(repeating: "#", count: 64 * 1024)])

    let survey = Settings.survey(environment: [:], directory: folder.path)

    #expect(survey.problems.map(\.description) == [".env cannot be read: larger than 64 KiB"])
    #expect(Settings.survey(environment: [:], directory: allowed.path).problems.isEmpty)
  }

  @Test func `a secret may lie in a file of its own`() throws {
    let folder = try Folder(["secret": Self.amqp + "\n"])

    let settings = try Settings(
      environment: ["HOOKLINE_AMQP_URL_FILE": folder.path + "/secret"], directory: "/nowhere")

    #expect(settings[\.amqpURL]?.text == Self.amqp)
    #expect(settings.source(of: \.amqpURL) == .secretFile(path: folder.path + "/secret"))
  }

  @Test func `a secret given twice in one place is a conflict, in two places the environment prevails`()
    throws
  {
    let folder = try Folder(["secret": Self.amqp, ".env": "HOOKLINE_AMQP_URL=amqp://file"])
    let pointer = ["HOOKLINE_AMQP_URL_FILE": folder.path + "/secret"]

    let both = Settings.survey(
      environment: pointer.merging(["HOOKLINE_AMQP_URL": "amqp://x"]) { $1 }, directory: "/nowhere")
    let layered = Settings.survey(environment: pointer, directory: folder.path)

    #expect(both.problems.map(\.code) == [.conflict])
    #expect(layered.problems.isEmpty)
    #expect(layered.settings[\.amqpURL]?.text == Self.amqp)
    #expect(layered.settings.environment == pointer)
  }

  @Test(arguments: ["", "\n"])
  func `a secret's file that is missing or empty is said to be so`(content: String) throws {
    let folder = try Folder(["empty": content])

    let missing = Settings.survey(
      environment: ["HOOKLINE_AMQP_URL_FILE": "/nowhere/x"], directory: "/nowhere")
    let empty = Settings.survey(
      environment: ["HOOKLINE_AMQP_URL_FILE": folder.path + "/empty"], directory: "/nowhere")

    #expect(
      missing.problems.map(\.description) == [
        "HOOKLINE_AMQP_URL_FILE names \"/nowhere/x\", which cannot be read: No such file or directory"
      ])
    #expect(empty.problems.map(\.code) == [.unreadable])
  }

  @Test func `everything that is wrong is said at once, and no secret with it`() throws {
    let folder = try Folder([".env": "HOOKLINE_GRACE=soon\nnot a line\n"])
    let environment = [
      "HOOKLINE_AMQP_URL": "amqp://me:hun/ter2@host", "HOOKLINE_DATABASE_POOL": "0",
      "HOOKLINE_LOG_FORMAT": "xml",
    ]

    let error = #expect(throws: ConfigurationError.self) {
      try Settings(environment: environment, directory: folder.path, requiring: [\.databaseURL, \.amqpURL])
    }

    #expect(
      error?.description == """
        6 settings are wrong:
          .env:2 has no = in it; write NAME=value
          HOOKLINE_DATABASE_POOL (environment): 0 is out of range; expected a whole number from 1 to 1000
          HOOKLINE_AMQP_URL (environment): has a bare / ? # or @ in the user or password: write %2F %3F %23 %40; \
        expected a URL such as amqp://hookline@localhost:5672/hookline
          HOOKLINE_GRACE (.env:1): "soon" is not a number with a unit (ms, s, m, h, d); expected a duration \
        from 0s to 1h, such as 25s
          HOOKLINE_LOG_FORMAT (environment): "xml" is none of the choices; expected one of auto, text, json
          HOOKLINE_DATABASE_URL is not set (the database as services see it, role hookline_worker); set it or \
        HOOKLINE_DATABASE_URL_FILE to a URL such as postgresql://hookline_worker@localhost:5432/hookline
        """)
  }

  @Test func `the variables of libpq stand in for the database's URL, and that for the owner's`() throws {
    let environment = [
      "PGHOST": "/run/pg", "PGUSER": "me", "PGPASSWORD": "p&w", "PGDATABASE": "hook", "PGX": "1",
    ]

    let settings = try Settings(environment: environment, directory: "/nowhere", requiring: [\.databaseURL])

    #expect(
      settings[\.databaseURL]?.text == "postgresql://?host=%2Frun%2Fpg&dbname=hook&user=me&password=p%26w")
    #expect(settings[\.databaseURL]?.description.contains("password=***") == true)
    #expect(
      settings.source(of: \.databaseURL)
        == .postgresVariables(["PGHOST", "PGDATABASE", "PGUSER", "PGPASSWORD"]))
    #expect(settings[\.ownerDatabaseURL] == settings[\.databaseURL])
    #expect(settings.source(of: \.ownerDatabaseURL) == .variable("HOOKLINE_DATABASE_URL"))
    #expect(settings[\.apiDatabaseURL] == nil)
  }

  @Test func `a user of libpq alone does not mean a database`() throws {
    let settings = try Settings(environment: ["PGUSER": "me"], directory: "/nowhere")

    #expect(settings[\.databaseURL] == nil)
    #expect(throws: ConfigurationError.self) { try settings.require(\.databaseURL) }
  }

  @Test func `a child is given what the file adds to the environment, and nothing of others`() throws {
    let folder = try Folder([
      ".env": "HOOKLINE_GRACE=1s\nPGHOST=db\nLD_PRELOAD=/evil.so\nHOOKLINE_LOG_LEVEL=error\n"
    ])

    let settings = try Settings(
      environment: ["HOOKLINE_LOG_LEVEL": "debug", "HOME": "/"], directory: folder.path)

    #expect(
      settings.environment == [
        "HOOKLINE_GRACE": "1s", "PGHOST": "db", "HOOKLINE_LOG_LEVEL": "debug", "HOME": "/",
      ])
  }
}
