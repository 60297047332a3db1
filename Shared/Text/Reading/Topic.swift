/// What a video is about, besides its music. Written as on the wire.
public enum Topic: String, Sendable, Codable, CaseIterable {
  case music, dance, comedy, food, fashion, beauty, sport, fitness, travel, gaming, pets, school, work,
    family,
    love, art, diy, cars, tech, news, nature, holidays
}
