import FoundationEssentials
import Models
import Samples

/// A generated world in a folder, as ingest reads it.
struct World {
  let world: SampleWorld
  let path: String

  /// Writes it below the folder.
  init(_ world: SampleWorld, in folder: String) throws {
    self.world = world
    path = folder + "/scrapes"
    for file in world.files {
      let url = URL(filePath: path + "/" + file.path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.bytes).write(to: url)
    }
  }

  var handles: [String] { world.creators.map(\.handle.description) }

  /// By the id of the platform.
  var tracks: [String: SampleTrack] { Dictionary(uniqueKeysWithValues: world.tracks.map { ($0.id, $0) }) }
}
