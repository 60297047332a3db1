import Testing

@testable import Telemetry

@Suite struct MetricsTests {
  @Test func `gives the same instrument for the same name and labels`() {
    let metrics = Metrics()
    let counter = metrics.counter("a_total", help: "A.", labels: ["x": "1", "y": "2"])

    #expect(metrics.counter("a_total", help: "A.", labels: ["y": "2", "x": "1"]) === counter)
    #expect(metrics.counter("a_total", help: "A.", labels: ["x": "2", "y": "2"]) !== counter)
  }

  @Test func `writes each family once, sorted, with help, type and escaped labels`() {
    let metrics = Metrics()
    metrics.gauge("b", help: "Back\\slash\nand line.").set(-1.5)
    metrics.counter("a_total", help: "A.", labels: ["q": "say \"hi\"\n\\"]).increment()
    metrics.counter("a_total", help: "A.", labels: ["q": "a"]).increment(by: 2)

    #expect(
      metrics.exposition() == #"""
        # HELP a_total A.
        # TYPE a_total counter
        a_total{q="a"} 2
        a_total{q="say \"hi\"\n\\"} 1
        # HELP b Back\\slash\nand line.
        # TYPE b gauge
        b -1.5

        """#)
  }

  @Test func `writes a histogram with cumulative buckets, sum and count`() {
    let metrics = Metrics()
    let histogram = metrics.histogram("h_seconds", help: "H.", labels: ["r": "x"], buckets: [0.1, 1])
    for value in [0.1, 0.5, 7] { histogram.observe(value) }
    histogram.observe(.nan)
    histogram.observe(Duration.milliseconds(400))

    #expect(
      metrics.exposition() == #"""
        # HELP h_seconds H.
        # TYPE h_seconds histogram
        h_seconds_bucket{r="x",le="0.1"} 1
        h_seconds_bucket{r="x",le="1"} 3
        h_seconds_bucket{r="x",le="+Inf"} 4
        h_seconds_sum{r="x"} 8
        h_seconds_count{r="x"} 4

        """#)
  }

  @Test func `counts exactly when many tasks count at once`() async {
    let metrics = Metrics()

    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          for _ in 0..<10_000 {
            metrics.counter("c_total", help: "C.").increment()
            metrics.gauge("g", help: "G.").add(-1)
          }
          metrics.histogram("h", help: "H.").observe(1.0)
        }
      }
    }

    #expect(metrics.counter("c_total", help: "C.").value == 80_000)
    #expect(metrics.gauge("g", help: "G.").value == -80_000)
    #expect(metrics.histogram("h", help: "H.").snapshot.count == 8)
  }

  @Test func `bounds the series of a family without losing counts`() {
    let metrics = Metrics()

    for index in 0..<(Metrics.seriesLimit + 50) {
      metrics.counter("a_total", help: "A.", labels: ["id": "\(index)"]).increment()
    }

    let lines = metrics.exposition().split(separator: "\n")
    #expect(lines.count == Metrics.seriesLimit + 3)
    #expect(lines.contains("a_total{overflow=\"true\"} 50"))
  }

  @Test func `refreshes gauges before each exposition`() {
    let metrics = Metrics()
    metrics.onCollect { metrics.gauge("asked", help: "Asked.").add(1) }

    #expect(metrics.exposition().contains("\nasked 1\n"))
    #expect(metrics.exposition().contains("\nasked 2\n"))
  }

  @Test func `raises a counter to a total but never lowers it`() {
    let counter = Metrics().counter("c_total", help: "C.")

    counter.raise(to: 5)
    counter.raise(to: 3)

    #expect(counter.value == 5)
  }

  @Test(arguments: [
    (0.0, "0"), (1e15, "1000000000000000"), (0.1, "0.1"), (1e-7, "1e-07"), (.infinity, "+Inf"),
    (-.infinity, "-Inf"), (.nan, "NaN"),
  ])
  func `writes numbers as Prometheus reads them`(value: Double, text: String) {
    #expect(Exposition.number(value) == text)
  }

  @Test(arguments: ["", "9a", "a-b", "a b", "é", "a.b"])
  func `refuses invalid names`(name: String) {
    #expect(!name.isIdentifier(extra: ":"))
    #expect("hookline:a_1".isIdentifier(extra: ":"))
  }

  @Test func `stops the program when a name has two types`() async {
    await #expect(processExitsWith: .failure) {
      let metrics = Metrics()
      _ = metrics.counter("a", help: "A.")
      _ = metrics.gauge("a", help: "A.")
    }
  }
}

@Suite struct ProcessMetricsTests {
  @Test func `reads this process`() throws {
    let metrics = Metrics()
    metrics.addProcessMetrics(version: "1.2", commit: "abc")

    let text = metrics.exposition()

    #expect(text.contains("hookline_build_info{commit=\"abc\",swift=\"6.3\",version=\"1.2\"} 1\n"))
    let names = [
      "process_resident_memory_bytes", "process_cpu_seconds_total", "process_open_fds", "process_max_fds",
      "process_start_time_seconds", "process_virtual_memory_bytes", "process_threads",
    ]
    for name in names {
      let line = try #require(text.split(separator: "\n").first { $0.hasPrefix(name + " ") })
      let value = try #require(Double(line.dropFirst(name.count + 1)))
      #expect(value > 0, "\(name)")
    }
  }

  @Test func `finds the fields behind any program name`() throws {
    let fields = (3...52).map { $0 < 4 ? "S" : String($0) }.joined(separator: " ")

    let reading = try #require(ProcessReading(stat: "42 (a) b) 1) \(fields)\n"))

    #expect(reading.virtualByteCount == 23)
    #expect(reading.threadCount == 20)
    #expect(ProcessReading(stat: "42 (cut) S 1 2") == nil)
  }
}
