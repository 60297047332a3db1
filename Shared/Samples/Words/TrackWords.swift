/// Words for titles that say nothing of the music.
enum TrackWords {
  /// Different for different numbers below 4,096.
  static func title(_ number: Int) -> String {
    let place = (number &* 2_477 &+ 977) & 4095
    return "\(adjectives[place % 64]) \(nouns[place / 64 % 64])"
  }

  private static let adjectives = [
    "Neon", "Paper", "Copper", "Silver", "Borrowed", "Hidden", "Northern", "Second", "Open", "Crooked",
    "Little", "Distant", "Glass", "Wooden", "Yellow", "Hundred", "Seven", "Early", "Late", "Hollow", "Brick",
    "Folded", "Painted", "Folding", "Moving", "Eastern", "Double", "Foreign", "Invisible", "Ordinary",
    "Winter",
    "August", "Sunday", "Eleventh", "Scarlet", "Velvet", "Salt", "Amber", "Concrete", "Plastic", "Marble",
    "Marine", "Parallel", "Sideways", "Upstairs", "Coastal", "Desert", "Island", "Midtown", "Orbital",
    "Polar",
    "Printed", "Quarter", "Rented", "Sliding", "Spare", "Stolen", "Sugar", "Telephone", "Thursday", "Twin",
    "Unfinished", "Violet", "Window",
  ]

  private static let nouns = [
    "Skyline", "Boats", "River", "Windows", "Letters", "Corner", "Avenue", "Satellite", "Garden", "Mirrors",
    "Highway", "Staircase", "Harbor", "Postcards", "Umbrella", "Balcony", "Lanterns", "Magnets", "Elevator",
    "Carousel", "Paragraph", "Antenna", "Bicycle", "Calendar", "Compass", "Daylight", "Engine", "Fences",
    "Footprints", "Gravity", "Hallway", "Horizon", "Kitchen", "Ladder", "Lemonade", "Map", "Message", "Motel",
    "Neighbour", "Orchard", "Pavement", "Pockets", "Platform", "Promise", "Radio", "Rooftop", "Sandcastle",
    "Seasons", "Shelter", "Signals", "Station", "Subway", "Suitcase", "Telescope", "Ticket", "Tomorrow",
    "Traffic",
    "Tunnel", "Valley", "Voicemail", "Weekend", "Wagons", "Wires", "Yesterday",
  ]
}
