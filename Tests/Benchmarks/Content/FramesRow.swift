import Search
import Storage
import Telemetry
import Vision

extension Question {
  static let frames = Question(
    name: "frames", help: "1,000,000 frame descriptors loaded from the database into memory",
    needsDatabase: true
  ) { bench in
    _ = try await Migrator(bench.database.settings, logger: bench.logger).migrate()
    let pool = bench.database.pool(1)
    do {
      let finding = try await FramesRow(pool: pool, bench: bench).measure()
      await pool.close()
      return [finding]
    } catch {
      await pool.close()
      throw error
    }
  }
}

private struct FramesRow {
  private static let framesOfVideo = 20

  let pool: Pool
  let bench: Bench

  func measure() async throws -> Finding {
    let count = bench.scale.rows
    try await pool.execute("delete from frame_descriptor")
    try await pool.perform { session in
      var state: UInt64 = 0x5eed
      let columns = ["video_id", "version", "at", "descriptor"]
      _ = try session.copyIn(into: "frame_descriptor", columns: columns) { writer in
        for number in 0..<count {
          let bytes = (0..<226).map { _ -> UInt8 in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 40)
          }
          writer.append(number / Self.framesOfVideo)
          writer.append(Int32(3))
          writer.append(Float(number % Self.framesOfVideo))
          writer.append(Bytes(bytes))
          try writer.endRow()
        }
      }
    }
    try await pool.execute("vacuum analyze frame_descriptor")
    bench.progress.say("frames: \(count) rows written")
    let before = ResidentMemory.megabytes() ?? 0
    let loaded = try await FrameLoading(pool, memoryLimit: 1 << 40).load()
    return Finding(
      name: "frames/loading", unit: "s", ours: loaded.duration.inSeconds, target: .none,
      count: loaded.index.count,
      seed: bench.scale.seed,
      details: [
        ("indexMegabytes", Double(loaded.byteCount) / 1e6),
        ("residentMegabytes", (ResidentMemory.megabytes() ?? 0) - before),
      ])
  }
}
