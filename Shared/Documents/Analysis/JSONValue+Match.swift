public import Matching

extension JSONValue {
  /// How a track goes with a film, both by name, with what is odd about them.
  public static func match(
    _ match: TrackMatch, rank: Int, of track: String, with video: String, remark: String? = nil,
    videoLack: String? = nil
  ) -> JSONValue {
    [
      "rank": .int(rank), "video": .string(video), "track": .string(track),
      "score": .double(match.score),
      "contributions": .array(
        match.contributions.map {
          ["kind": .string($0.kind.rawValue), "contribution": .double($0.value), "words": .string($0.words)]
        }),
      "segment": grid(match.grid), "alignment": match.alignment.map(alignment) ?? .null,
      "tempo": .array(match.tempi.map(tempo)),
      "moodDistance": .share(match.moodDistance),
      "energyDifference": .share(match.energyDifference),
      "courseCorrelation": .share(match.courseCorrelation),
      "coverage": .share(match.coverage), "videoLack": JSONValue(videoLack),
      "remark": JSONValue(remark),
    ]
  }

  private static func alignment(_ alignment: CutAlignment) -> JSONValue {
    [
      "offset": .time(alignment.offset), "shift": .time(alignment.shift),
      "hits": .int(alignment.hits), "cuts": .int(alignment.cuts),
      "share": .share(alignment.share), "chance": .share(alignment.chance),
      "probability": .share(alignment.probability), "inHook": .bool(alignment.isInHook),
    ]
  }

  private static func tempo(_ ratio: TempoRatio) -> JSONValue {
    [
      "of": .string(ratio.origin.rawValue), "film": .number(ratio.film, digits: 2),
      "track": .number(ratio.track, digits: 2), "multiple": .number(ratio.multiple, digits: 4),
      "deviation": .number(ratio.deviation, digits: 4),
      "confidence": .share(ratio.confidence), "fits": .bool(ratio.fits),
    ]
  }

  /// Seconds of the track, and of the film, in which the beats are.
  public static func grid(_ grid: CutGrid) -> JSONValue {
    [
      "start": .time(grid.start), "end": .time(grid.end),
      "onBeat": .bool(grid.isOnBeat), "beats": .array(grid.beats.map(JSONValue.time)),
      "bars": .array(grid.bars.map(JSONValue.time)),
    ]
  }
}
