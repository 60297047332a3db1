import Testing

@testable import Lifecycle

@Suite struct ConfigurationWarningTests {
  @Test func `names that nobody reads are pointed out, those of tests and of Kubernetes are not`() throws {
    let folder = try Folder([".env": "HOOKLINE_GRACE=1s\nHOOKLINE_GRACE=2s\nHOOKLINE_ENV_FILE=x\n"])
    let environment = [
      "HOOKLINE_DATABSE_URL": "x", "HOOKLINE_LOG_LEVEL_FILE": "x", "HOOKLINE_NONSENSE": "x",
      "HOOKLIN_AMQP_URL": "x", "HOOKLINE_AMQP_ULR_FILE": "x", "WEBHOOK": "x",
      "HOOKLINE_TEST_X": "x", "HOOKLINE_BENCH_X": "x", "HOOKLINE_GATEWAY_PORT": "tcp://10.0.0.1:80",
      "HOOKLINE_GATEWAY_SERVICE_HOST": "10.0.0.1", "HOOKLINE_GATEWAY_PORT_80_TCP_ADDR": "10.0.0.1",
    ]

    let survey = Settings.survey(environment: environment, directory: folder.path)

    #expect(survey.problems.isEmpty)
    #expect(
      survey.warnings == [
        ".env:2 sets HOOKLINE_GRACE again, so line 1 has no effect",
        "HOOKLINE_AMQP_ULR_FILE is unknown; did you mean HOOKLINE_AMQP_URL_FILE?",
        "HOOKLINE_DATABSE_URL is unknown; did you mean HOOKLINE_DATABASE_URL?",
        "HOOKLINE_ENV_FILE has no effect inside an environment file",
        "HOOKLINE_LOG_LEVEL_FILE is not read: only secrets may lie in a file; set HOOKLINE_LOG_LEVEL",
        "HOOKLINE_NONSENSE is unknown and has no effect",
        "HOOKLIN_AMQP_URL is not read; did you mean HOOKLINE_AMQP_URL?",
      ])
  }
}
