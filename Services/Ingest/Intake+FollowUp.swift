import Datasets
import Jobs
import Messaging
import Models
import Storage

extension Intake {
  /// An analysis for each video that is new or another now, and for each track that nobody has had analysed.
  func followUp(_ entry: CatalogueEntry, _ known: Catalogue.Known, finale: JobKind?) throws -> FollowUp {
    FollowUp(
      children: try entry.videos.filter { known.analysedHashes[$0.id] != $0.contentHash }.map { video in
        .init(
          .contentAnalysis, schema: VideoToAnalyse.schema,
          payload: try JSON(encoding: VideoToAnalyse(video.id)))
      },
      shared: try entry.tracksToAnalyse(known).map { track in
        let work = TrackToAnalyse(track)
        return .init(
          .musicAnalysis, key: work.key, schema: TrackToAnalyse.schema, payload: try JSON(encoding: work))
      },
      finale: finale)
  }
}

extension CatalogueEntry {
  /// Tracks that nobody has had analysed. Analysis goes by names: of what has none yet there is nothing to find out.
  func tracksToAnalyse(_ known: Catalogue.Known) -> [Track.ID] {
    tracks.filter { !known.analysedTracks.contains($0.id) && !$0.track.title.isEmpty }.map(\.id)
  }
}
