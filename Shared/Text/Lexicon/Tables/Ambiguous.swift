extension Tables {
  /// Names of families that are everyday words, and the words beside which they are.
  static let ambiguous = """
    ambiguous pop: pop
    ambiguous hip-hop: trap, drill, grime, hip, bars
    ambiguous r-and-b: soul
    ambiguous electronic: house, trance, garage, ambient, club, jungle
    ambiguous rock: rock, rocker, rockstar
    ambiguous metal: metal
    ambiguous punk: punk, emo, punks
    ambiguous indie: indie
    ambiguous folk: folk
    ambiguous country: country, western, cowboy, cowgirl, rodeo
    ambiguous jazz: swing
    ambiguous blues: blues
    ambiguous classical: classical, opera
    beside samba: adidas, sneakers, shoes, outfit
    beside bolero: outfit, knit, crochet, jacket, dress
    ambiguous latin: latin, latino, latina, salsa, banda, samba
    ambiguous reggae: dub, roots
    ambiguous afrobeats: afro
    ambiguous funk: funk
    ambiguous soundtrack: score, theme
    beside pop: corn, tart, tarts, art, up, socket, sockets, eyes, eye, soda, ups, quiz, culture, funko
    beside pop: pimple, it, cake
    beside rock: climbing, climb, climber, climbers, boulder, bouldering, crystal, crystals, mineral
    beside rock: minerals, geology
    beside rock: hiking, garden, stone, stones, paper, scissors, painting, salt, formation, hard, bottom
    beside rock: collector, cliff
    beside rock: canyon, mountain, fossil, fossils, dwayne, quarry, landscaping
    beside rockstar: energy drink, games, gta
    beside metal: detector, detecting, detectorist, detectors, work, working, worker, welding, welder
    beside metal: scrap, fabrication
    beside metal: sheet, roof, roofing, steel, forge, forging, blacksmith, art, gear, full, straw, slug
    beside metal: casting, treasure
    beside country: house, houses, club, flag, flags, home, cottage, side, world, countries, travel, my
    beside country: living, garden
    beside country: capital, visa, passport, geography, your, which, every, best, estate, manor, cross
    beside western: union, europe, food, medicine, culture, front
    beside house: tour, tours, tourist, home, decor, clean, cleaning, plant, plants, white, country
    beside house: hunting, build, flip
    beside house: my, new, dream, dragon, dragons, party, open, renovation, realestate, real, interior
    beside house: mortgage, kitchen
    beside house: wife, warming, hold, architecture, tiny, haunted, flipping, rules, guest, doctor
    beside house: sitter
    beside soul: mate, mates, food, sister, spirit, spiritual, healing, cycle, eater, contract, twin
    beside swing: set, golf, baseball, playground, state, bat, door, dance set
    beside trap: mouse, fly, bar, thirst, door, rat, house trap, gym, muscle, workout, tourist
    beside trap: shoulders, back, traps
    beside drill: bit, dewalt, makita, tool, tools, power, diy, football, soccer, training, fire
    beside drill: sergeant, basketball
    beside garage: door, sale, car, cars, gym, organization, workshop, mechanic, makeover
    beside jungle: book, gym, cruise, safari, amazon, gua, green, juice, animals, rainforest
    beside bass: fishing, fish, fisherman, largemouth, boat, lure
    beside club: soccer, football, country, sandwich, book, golf, chess, penguin, fight
    beside ambient: light, lighting, temperature, lights
    beside blues: eyes, monday, baby, baby blues, sky, rhythm, post, nhl, hockey, chelsea, everton
    beside blues: postpartum, clues
    beside folk: lore, tale, tales, art, beautiful folk, medicine, horror
    beside classical: ballet, architecture, art, conditioning, education, greece
    beside latin: language, america, alphabet, literature, lesson, grammar, roman, translation
    beside salsa: verde, chips, recipe, guacamole, tacos, taco, food, cooking, dip, tomato, tortilla
    beside salsa: picante
    beside roots: hair, plant, touch, gardening, tree, vegetables, trees
    beside dub: anime, anime dub, voice, dubbing, english
    beside grime: clean, cleaning, dirt, cleantok, scrub
    beside punk: cyber, steam, daft, pumpkin, solar, cm
    beside emo: emoji
    beside score: goal, football, soccer, credit, game, goals, test, nba, sat, final, basketball
    beside opera: browser, phantom, soap, gx, house
    beside funk: funko, smell, body
    beside afro: hair, hairstyle, puff, wig, curly, curls, natural, hairtok
    beside theme: park, parks, phone, party theme, keyboard
    beside indie: game, games, dev, gamedev, film, author, book, makeup, kid room
    beside swing: sex, mood
    beside trance: hypnosis
    beside bars: candy, protein, chocolate, gold, monkey, granola, restaurants
    beside hip: hop hip, thrust, mobility, pain, surgery, dips, replacement
    beside cowboy: boots, dallas cowboys, beans, bebop
    beside chill: dough, batter, fridge, refrigerator, freezer, oven, overnight
    beside easy: recipe, recipes, dinner, lunch, breakfast, meal, meals, oven, ingredients
    beside slowed: heart, heart rate, pulse, heartbeat, metabolism, breathing, traffic, growth, aging
    beside slowed down: heart, heart rate, pulse, heartbeat, metabolism, breathing, traffic, growth, aging
    """
}
