extension Tables {
  /// What videos are about, by the languages whose words they are; English words are of all, but for short ones.
  static let topics = """
    topic music: music, song, singer, singing, guitar, piano, drums, band, concert, playlist, 音楽, 曲, 歌, ギター
    topic music: ピアノ, ライブ, 음악, 노래, 기타, 피아노, 콘서트, 音乐, 音樂, 歌曲, 吉他, 钢琴, 演唱会, 唱歌
    topic music es: música, canción, cantante, guitarra, concierto
    topic music pt: canção, cantora, violão, música
    topic music fr: musique, chanson, guitare
    topic music de: musik, lied, gitarre, konzert
    topic music sv: musik, låt, gitarr, konsert
    topic music id: musik, lagu, gitar, konser
    topic dance: dance, dancing, dancer, choreo, choreography, dance cover, dancechallenge, kpopdance, ダンス
    topic dance: 踊ってみた, 踊り, 振付, 춤, 댄스, 안무, 커버댄스, 舞蹈, 跳舞, 翻跳, 街舞
    topic dance es: baile, bailar, bailando, coreo, coreografía
    topic dance pt: dança, dançar, passinho, coreografia
    topic dance fr: danse, danser, danseuse, chorégraphie, choré
    topic dance de: tanz, tanzen, tänzer*, choreografie
    topic dance sv: dans, dansa, dansar, danscover, koreografi
    topic dance id: joget, nari, tari, menari, dancecover
    topic comedy: comedy, funny, joke, jokes, prank, skit, meme, memes, humor, humour, parody, standup, お笑い
    topic comedy: 漫才, コント, 爆笑, 개그, 유머, 웃긴영상, 搞笑, 段子, 喜剧, 沙雕
    topic comedy en: sketch
    topic comedy es: chistes, comedia, risas, broma
    topic comedy pt: piada, piadas, comédia
    topic comedy fr: blague, sketch, comédie
    topic comedy de: sketch, witze, comedy*, humor*
    topic comedy sv: comedy*, lustig, skämt, humor*
    topic comedy id: comedy*, humor*, komedi, lawak, ngakak, receh
    topic food: food, recipe, recipes, cooking, baking, baker, foodie, foodtok, breakfast, lunch, dinner
    topic food: cake, cookies, sourdough, bread, restaurant, coffee, pasta, pizza, レシピ, 料理, ごはん, 弁当, お菓子作り
    topic food: 食べ, カフェ, 레시피, 요리, 먹방, 맛집, 베이킹, 美食, 做饭, 食谱, 烘焙, 早餐, 吃播, 爆米花
    topic food en: cook, bake, tortilla
    topic food es: receta, recetas, cocina, cocinar, comida, desayuno, cena, tortilla
    topic food pt: comida, tortilla, receita, receitas, cozinha, cozinhar, bolo
    topic food fr: tortilla, recette, recettes, cuisine, cuisiner, repas, gâteau
    topic food de: tortilla, rezept, rezepte, kochen, backen, brotbacken, kuchen, essen, frühstück
    topic food sv: tortilla, recept, laga mat, matlagning, baka, bakar, middag, frukost, kanelbullar
    topic food id: tortilla, resep, masak, masakan, makanan, kuliner, mukbang
    topic fashion: fashion, outfit, ootd, style tips, thrift, thrifted, sneakers, lookbook, haul, clothes
    topic fashion: コーデ, ファッション, 着回し, 服, ワンピース, 코디, 패션, 원피스, 룩북, 옷, 穿搭, 时尚, 連衣裙, 连衣裙, 衣服
    topic fashion en: dress, hijab
    topic fashion es: moda, vestido, look del día, ropa
    topic fashion pt: moda, roupa, look do dia
    topic fashion fr: mode femme, tenue, robe, vêtements, outfit des tages
    topic fashion de: kleid, kleidung, rock nähen, outfit*
    topic fashion sv: klänning, kläder, outfit*
    topic fashion id: baju, outfit*, gamis, hijab, kebaya
    topic beauty: makeup, skincare, nails, nail art, beauty, grwm, hairstyle, lipstick, メイク, コスメ, ネイル
    topic beauty: スキンケア, 髪型, 메이크업, 화장, 뷰티, 네일, 피부, 化妆, 美妆, 护肤, 美甲, 妆容
    topic beauty en: make up
    topic beauty es: maquillaje, uñas, belleza, cabello
    topic beauty pt: maquiagem, unhas, cabelo
    topic beauty fr: maquillage, ongles, beauté, coiffure
    topic beauty de: schminken, nägel, frisur, hautpflege, make up, skincare*
    topic beauty sv: smink, hudvård, naglar, frisyr, make up, skincare*
    topic beauty id: skincare*, dandan
    topic sport: football, soccer, basketball, tennis, baseball, hockey, volleyball, boxing, climbing
    topic sport: climb, skating, golf, rugby, referee, サッカー, 野球, バスケ, テニス, クライミング, スポーツ, 축구, 야구, 농구, 클라이밍
    topic sport: 암벽등반, 스포츠, 足球, 篮球, 羽毛球, 攀岩, 体育, 比赛
    topic sport en: surf, goal, badminton
    topic sport es: fútbol, gol, partido, baloncesto, escalar, escalada, boxeo
    topic sport pt: futebol, vôlei, basquete, jogo do, boxe
    topic sport fr: foot, match, basket, grimpe, escalade, boxe, handball, badminton
    topic sport de: fußball, fussball, schiri, klettern, bouldern, handball, badminton
    topic sport sv: match, fotboll, ishockey, innebandy, klättra, klättrar, klättring, badminton
    topic sport id: sepak bola, bola voli, badminton, panjat tebing
    topic fitness: fitness, gym, workout, gymtok, crossfit, legday, leg day, yoga, pilates, running
    topic fitness: marathon, lifting, 筋トレ, ジム, ヨガ, ランニング, ダイエット, 헬스, 운동, 필라테스, 요가, 다이어트, 健身, 瑜伽, 跑步, 减肥
    topic fitness en: training
    topic fitness es: gimnasio, entrenamiento, ejercicio, rutina de, academia
    topic fitness pt: academia, treino, musculação
    topic fitness fr: sport maison, musculation, entraînement, salle de sport, training
    topic fitness de: fitnessstudio, joggen, laufen gehen
    topic fitness sv: training, gymmet, träning, träna, löpning, styrketräning
    topic fitness id: senam, olahraga, nge gym, lari pagi
    topic travel: travel, vacation, traveltok, road trip, backpacking, hotel, itinerary, 旅行, 旅, 観光, ドライブ
    topic travel: 여행, 드라이브, 관광, 旅游, 攻略, 自驾
    topic travel en: trip, roadtrip
    topic travel es: viaje, viajar, viajes, turismo, vacaciones
    topic travel pt: turismo, viagem, férias
    topic travel fr: voyage, voyages, voyager, vacances, roadtrip
    topic travel de: reise, reisen, urlaub, roadtrip, landpartie
    topic travel sv: roadtrip, resa, resor, semester
    topic travel id: jalan jalan, liburan, wisata, traveling
    topic gaming: gaming, gamer, game, games, gameplay, gamedev, minecraft, roblox, fortnite, valorant
    topic gaming: genshin, ゲーム, 実況, インディーゲーム, ゲーム開発, 게임, 롤, 게임개발, 인디게임, 游戏, 遊戲, 手游, 独立游戏, 电竞
    topic gaming es: videojuego, videojuegos, juego
    topic gaming pt: jogo, jogos
    topic gaming fr: jeu vidéo, jeux vidéo, jeu indé
    topic gaming de: zocken, videospiel, gaming*
    topic gaming sv: gaming*, spel, datorspel, indiespel
    topic gaming id: gaming*, mabar, mobile legends, game*
    topic pets: dog, dogs, puppy, kitten, pets, dogtok, cattok, hamster, parrot, 猫, 犬, ペット, ねこ, いぬ, うさぎ
    topic pets: 고양이, 강아지, 반려견, 반려묘, 猫咪, 狗狗, 宠物, 小狗, 小猫, 🐶, 🐱, 🐕, 🐈, 🐾
    topic pets en: cat, cats, pet
    topic pets es: perro, perros, gato, gatos, mascota, mascotas, perrito, gatito
    topic pets pt: gato, gatos, cachorro, cachorrinho, gatinho
    topic pets fr: chien, chiens, chat, chats, chiot, chaton
    topic pets de: hund, hunde, katze, katzen, kater, welpe
    topic pets sv: hund, hundar, katt, katten, katter, valp
    topic pets id: kucing*, anjing*, peliharaan, anabul
    topic school: school, student, study, studytok, exam, exams, college, university, homework, teacher
    topic school: graduation, 学校, 勉強, 受験, テスト, 大学, 宿題, 학교, 공부, 시험, 수능, 대학교, 카공, 学习, 考试, 高考, 作业, 考研
    topic school en: class
    topic school es: escuela, examen, universidad, clases, estudiar, colegio, profe
    topic school pt: escola, prova, faculdade, estudar, estudante, vestibular
    topic school fr: école, lycée, bac, étudier, étudiante, prof
    topic school de: schule, abitur, studium, lernen, prüfung, klausur, lehrer
    topic school sv: skola, skolan, plugg, plugga, prov, tenta, studenten
    topic school id: sekolah, ujian, kuliah, belajar, kelas, skripsi
    topic work: work, office, coworker, nine to five, career, interview, 仕事, 会社, 上司, 職場, 残業, 회사, 직장, 상사, 야근
    topic work: 퇴근, 월급날, 上班, 工作, 老板, 加班, 职场, 发工资
    topic work en: job, boss
    topic work es: trabajo, oficina, jefe, chamba, curro
    topic work pt: trabalho, escritório, chefe, emprego
    topic work fr: boulot, travail, bureau, patron, taf
    topic work de: arbeit, büro, chef
    topic work sv: jobbet, kontoret, chefen, jobb
    topic work id: kerja, kantor, bos, gaji, lembur, gajian
    topic family: family, mom, grandma, grandpa, baby, sister, brother, parents, 家族, 母, 父, おばあちゃん, おじいちゃん
    topic family: 祖父, 子ども, 娘, 息子, 가족, 엄마, 아빠, 할머니, 할아버지, 아들, 딸, 妈妈, 爸爸, 奶奶, 外公, 爷爷, 宝宝, 家人
    topic family en: mum, dad, kids
    topic family es: familia, mamá, papá, abuela, abuelo, hijo, hija, hermana, tia, papa
    topic family pt: família, mãe, pai, avó, vó, avô, filha, filho, tia
    topic family fr: famille, maman, papa, mamie, papi, enfants, bébé
    topic family de: papa, familie, mama, oma, opa, kinder, schwester
    topic family sv: familj, mamma, pappa, mormor, farmor, morfar, farfar, barnen
    topic family id: keluarga, ibu, bapak, emak, nenek, kakek, anak, adik
    topic love: couple, couplegoals, boyfriend, girlfriend, wedding, relationship, date night, valentine
    topic love: engaged, breakup, in love, 恋愛, 恋, 彼氏, 彼女, 結婚, 失恋, 告白, 연애, 사랑, 결혼, 이별, 커플, 恋爱, 结婚, 爱情, 分手
    topic love: 情侣
    topic love es: novio, novia, boda, amor, pareja, enamorada
    topic love pt: namorado, namorada, casamento, casal
    topic love fr: mariage, amoureuse, amoureux, copine, copain, rupture
    topic love de: hochzeit, verliebt, liebe, beziehung, liebeskummer
    topic love sv: bröllop, kär, kärlek, pojkvän, flickvän
    topic love id: pacar, nikah, cinta, kondangan, bucin
    topic art: drawing, painting, artist, sketchbook, illustration, artwork, watercolor, pottery
    topic art: digital art, イラスト, 絵, お絵描き, アート, 그림, 드로잉, 일러스트, 미술, 画画, 绘画, 插画, 艺术
    topic art en: art
    topic art es: arte, dibujo, pintura, ilustración
    topic art pt: arte, desenho, ilustração
    topic art fr: art, dessin, peinture
    topic art de: kunst, malen, zeichnen, zeichnung
    topic art sv: konst, måla, teckna
    topic art id: lukisan, gambar, melukis, seni
    topic diy: diy, crafts, craft, handmade, woodworking, crochet, knitting, sewing, upcycling, renovation
    topic diy: home improvement, house tour, room tour, ハンドメイド, 手作り, 自作, 編み物, 組み立て, ルームツアー, 만들기, 뜨개질
    topic diy: 셀프인테리어, 룸투어, 手工, 自制, 改造, 装修, 编织
    topic diy es: manualidades, hazlo tú mismo, ganchillo
    topic diy pt: artesanato, faça você mesmo, crochê, reforma
    topic diy fr: bricolage, tricot, couture, fait maison
    topic diy de: basteln, selber bauen, nähen, naehen, häkeln, stricken, renovieren
    topic diy sv: pyssel, sy, sticka, virka, renovering, snickra
    topic diy id: kerajinan, bikin sendiri, rajut
    topic cars: drift, supercar, truck, motorcycle, bike build, jdm, 車, 愛車, バイク, 洗車, 자동차, 차, 오토바이, 드라이브, 汽车
    topic cars: 摩托车, 改装车, 🚗, 🏎
    topic cars en: car, cars, tuning, motor
    topic cars es: carros, coche, coches, moto, motos, carro, auto, autos, motor
    topic cars pt: carros, moto, motos, carro, motoca, motor
    topic cars fr: moto, motos, voiture, voitures, autos
    topic cars de: auto, autos, motorrad, tuning, oldtimer, motor
    topic cars sv: auto, bil, bilar, epa, epatraktor, motorcykel, motor
    topic cars id: moto, mobil, motor, motoran
    topic tech: technology, coding, programming, gadget, gadgets, iphone, android, software, laptop
    topic tech: unboxing, ガジェット, プログラミング, スマホ, パソコン, 코딩, 개발자, 스마트폰, 科技, 编程, 手机, 数码, 人工智能
    topic tech en: tech, ai
    topic tech es: tecnología, programación, celular
    topic tech pt: tecnologia, programação
    topic tech fr: technologie, programmation, informatique
    topic tech de: technologie, technik, programmieren, handy, gadget*
    topic tech sv: teknik, programmering, gadget*
    topic tech id: mobil tech, teknologi, gawai, gadget*
    topic news: news, breaking news, election, politics, protest, headline, ニュース, 選挙, 政治, 뉴스, 선거, 정치, 新闻
    topic news: 時事, 时事
    topic news es: noticias, elecciones, política
    topic news pt: notícias, eleições
    topic news fr: actualité, actu, infos, élections, politique
    topic news de: nachrichten, wahl, politik
    topic news sv: politik, nyheter, val
    topic news id: politik, berita, pemilu
    topic nature: nature, hiking, forest, ocean, beach, mountains, sunset, garden, plants, camping
    topic nature: wildlife, 自然, 海, 山, 森, 川, 花, キャンプ, 자연, 바다, 산책, 캠핑, 숲, 꽃, 大自然, 海边, 湖边, 露营, 森林, 🌲, 🌊, 🌅, 🏔
    topic nature es: naturaleza, playa, montaña, bosque, atardecer, plantas
    topic nature pt: natureza, praia, montanha, trilha na, jardim
    topic nature fr: forêt, plage, montagne, lac, jardin, rando
    topic nature de: natur, wald, see, berge, wandern, garten, nebel
    topic nature sv: natur, skog, skogen, hav, fjäll, vandring, trädgård
    topic nature id: alam, pantai, gunung, hutan, sawah
    topic holidays: christmas, xmas, halloween, new year, new years, easter, thanksgiving, birthday
    topic holidays: holiday season, クリスマス, 正月, 誕生日, ハロウィン, お盆, 크리스마스, 설날, 추석, 생일, 할로윈, 春节, 过年, 中秋, 国庆, 圣诞
    topic holidays: 生日, 端午, 🎄, 🎃, 🎂, 🎁
    topic holidays en: ramadan
    topic holidays es: navidad, año nuevo, cumpleaños, semana santa, carnaval
    topic holidays pt: natal, ano novo, carnaval, aniversário, páscoa, são joão
    topic holidays fr: carnaval, noël, nouvel an, anniversaire, pâques, ramadan
    topic holidays de: weihnachten, silvester, ostern, geburtstag, advent, ramadan
    topic holidays sv: advent, jul, nyår, midsommar, påsk, födelsedag, lucia, ramadan
    topic holidays id: natal, lebaran, ramadan, idul fitri, ulang tahun, tahun baru
    """
}
