import Lifecycle
import Media
import Telemetry

/// Removes media that were not used for long, and those used longest ago when there are too many.
struct MediaRoom: Service {
  let store: any MediaStore
  let limits: StoreLimits
  let meters: MediaMeters
  let shutdown: Shutdown
  let logger: Logger
  var interval = Duration.seconds(600)

  func run() async {
    await shutdown.untilDrained {
      await make()
      return interval
    }
  }

  /// Once. What fails is tried again after the interval, and is nobody else's trouble.
  func make() async {
    do {
      let eviction = try await store.evict(limits)
      // Another scheduler is at it, and counts as well.
      guard eviction.wasDone else { return }
      meters.note(eviction)
      tell(eviction)
    } catch is CancellationError {
    } catch {
      meters.failures.increment()
      logger.warning("media cannot be evicted", ["error": "\(error)"])
    }
  }

  private func tell(_ eviction: Eviction) {
    let left = eviction.remaining
    if eviction.removedCount + eviction.sweptCount > 0 {
      logger.info(
        "media evicted",
        [
          "objects": LogValue(eviction.removedCount), "bytes": LogValue(eviction.removedByteCount),
          "leftovers": LogValue(eviction.sweptCount), "kept_objects": LogValue(left.objectCount),
          "kept_bytes": LogValue(left.byteCount),
        ])
    }
    if let limit = limits.byteLimit, left.totalByteCount > limit {
      logger.warning(
        "there are more media than allowed, all of them in use",
        ["bytes": LogValue(left.totalByteCount), "limit": LogValue(limit)])
    }
  }
}

/// What the scheduler knows of the media store.
struct MediaMeters: Sendable {
  let objects: Gauge
  let bytes: Gauge
  let evicted: Counter
  let evictedBytes: Counter
  let failures: Counter

  init(_ metrics: Metrics) {
    objects = metrics.gauge("hookline_media_objects", help: "Files in the media store")
    bytes = metrics.gauge("hookline_media_bytes", help: "Bytes in the media store, leftovers included")
    evicted = metrics.counter("hookline_media_evicted_total", help: "Files removed from the media store")
    evictedBytes = metrics.counter(
      "hookline_media_evicted_bytes_total", help: "Bytes removed from the media store")
    failures = metrics.counter(
      "hookline_media_eviction_failures_total", help: "Times that no room could be made in the media store")
  }

  func note(_ eviction: Eviction) {
    objects.set(eviction.remaining.objectCount)
    bytes.set(eviction.remaining.totalByteCount)
    evicted.increment(by: Double(eviction.removedCount))
    evictedBytes.increment(by: Double(eviction.removedByteCount))
  }
}
