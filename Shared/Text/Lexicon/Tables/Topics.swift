extension Tables {
  /// What videos are about, by the languages whose words they are; English words are of all, but for short ones.
  static let topics = """
    topic music: music, song, singer, singing, guitar, piano, drums, band, concert, playlist
    topic music es: música, canción, cantante, guitarra, concierto
    topic music pt: canção, cantora, violão, música
    topic music fr: musique, chanson, guitare
    topic music de: musik, lied, gitarre, konzert
    topic music sv: musik, låt, gitarr, konsert
    topic music id: musik, lagu, gitar, konser
    topic music ja: ギター, ピアノ, ライブ, 音楽, 歌, 曲
    topic music ko: 음악, 노래, 기타, 피아노, 콘서트
    topic music zh: 音乐, 音樂, 歌曲, 吉他, 钢琴, 演唱会, 唱歌, 歌, 曲
    topic dance: dance, dancing, dancer, choreo, choreography, dance cover, dancechallenge, kpop dance
    topic dance es: baile, bailar, bailando, coreo, coreografía
    topic dance pt: dança, dançar, passinho, coreografia
    topic dance fr: danse, danser, danseuse, chorégraphie, choré
    topic dance de: tanz, tanzen, tänzer*, choreografie
    topic dance sv: dans, dansa, dansar, danscover, koreografi
    topic dance id: joget, nari, tari, menari, dancecover
    topic dance ja: ダンス, 踊ってみた, 踊り, 振付
    topic dance ko: 춤, 댄스, 안무, 커버댄스
    topic dance zh: 舞蹈, 跳舞, 翻跳, 街舞
    topic comedy: comedy, funny, joke, jokes, prank, skit, meme, memes, humor, humour, parody, standup
    topic comedy en: sketch
    topic comedy es: chistes, comedia, risas, broma
    topic comedy pt: piada, piadas, comédia
    topic comedy fr: blague, sketch, comédie
    topic comedy de: sketch, witze, comedy*, humor*
    topic comedy sv: comedy*, lustig, skämt, humor*
    topic comedy id: comedy*, humor*, komedi, lawak, ngakak, receh
    topic comedy ja: お笑い, コント, 漫才, 爆笑
    topic comedy ko: 개그, 유머, 웃긴영상
    topic comedy zh: 搞笑, 段子, 喜剧, 沙雕, 爆笑
    topic food: food, recipe, recipes, cooking, baking, baker, foodie, foodtok, breakfast, lunch, dinner
    topic food: cake, cookies, sourdough, bread, restaurant, coffee, pasta, pizza
    topic food en: cook, bake, tortilla
    topic food es: receta, recetas, cocina, cocinar, comida, desayuno, cena, tortilla
    topic food pt: comida, tortilla, receita, receitas, cozinha, cozinhar, bolo
    topic food fr: tortilla, recette, recettes, cuisine, cuisiner, repas, gâteau
    topic food de: tortilla, rezept, rezepte, kochen, backen, brotbacken, kuchen, essen, frühstück
    topic food sv: tortilla, recept, laga mat, matlagning, baka, bakar, middag, frukost, kanelbullar
    topic food id: tortilla, resep, masak, masakan, makanan, kuliner, mukbang
    topic food ja: レシピ, ごはん, お菓子作り, 食べ, カフェ, 弁当, 料理
    topic food ko: 레시피, 요리, 먹방, 맛집, 베이킹
    topic food zh: 美食, 做饭, 食谱, 烘焙, 早餐, 吃播, 爆米花, 料理
    topic fashion: fashion, outfit, ootd, style tips, thrift, thrifted, sneakers, lookbook, haul, clothes
    topic fashion en: dress, hijab
    topic fashion es: moda, vestido, look del día, ropa
    topic fashion pt: moda, roupa, look do dia
    topic fashion fr: mode femme, tenue, robe, vêtements, outfit des tages
    topic fashion de: kleid, kleidung, rock nähen, outfit*
    topic fashion sv: klänning, kläder, outfit*
    topic fashion id: baju, outfit*, gamis, hijab, kebaya
    topic fashion ja: コーデ, ファッション, 着回し, ワンピース, 服, 衣服
    topic fashion ko: 코디, 패션, 원피스, 룩북, 옷
    topic fashion zh: 穿搭, 时尚, 連衣裙, 连衣裙, 衣服
    topic beauty: makeup, skincare, nails, nail art, beauty, grwm, hairstyle, lipstick
    topic beauty en: make up
    topic beauty es: maquillaje, uñas, belleza, cabello
    topic beauty pt: maquiagem, unhas, cabelo
    topic beauty fr: maquillage, ongles, beauté, coiffure
    topic beauty de: schminken, nägel, frisur, hautpflege, make up, skincare*
    topic beauty sv: smink, hudvård, naglar, frisyr, make up, skincare*
    topic beauty id: skincare*, dandan
    topic beauty ja: メイク, コスメ, ネイル, スキンケア, 髪型
    topic beauty ko: 메이크업, 화장, 뷰티, 네일, 피부
    topic beauty zh: 化妆, 美妆, 护肤, 美甲, 妆容
    topic sport: football, soccer, basketball, tennis, baseball, hockey, volleyball, boxing, climbing, climb
    topic sport: skating, golf, rugby, referee
    topic sport en: surf, goal, badminton
    topic sport es: fútbol, gol, partido, baloncesto, escalar, escalada, boxeo
    topic sport pt: futebol, vôlei, basquete, jogo do, boxe
    topic sport fr: foot, match, basket, grimpe, escalade, boxe, handball, badminton
    topic sport de: fußball, fussball, schiri, klettern, bouldern, handball, badminton
    topic sport sv: match, fotboll, ishockey, innebandy, klättra, klättrar, klättring, badminton
    topic sport id: sepak bola, bola voli, badminton, panjat tebing
    topic sport ja: サッカー, バスケ, テニス, クライミング, スポーツ, 野球
    topic sport ko: 축구, 야구, 농구, 클라이밍, 암벽등반, 스포츠
    topic sport zh: 足球, 篮球, 羽毛球, 攀岩, 体育, 比赛
    topic fitness: fitness, gym, workout, gymtok, crossfit, legday, leg day, yoga, pilates, running
    topic fitness: marathon, lifting
    topic fitness en: training
    topic fitness es: gimnasio, entrenamiento, ejercicio, rutina de, academia
    topic fitness pt: academia, treino, musculação
    topic fitness fr: sport maison, musculation, entraînement, salle de sport, training
    topic fitness de: fitnessstudio, joggen, laufen gehen
    topic fitness sv: training, gymmet, träning, träna, löpning, styrketräning
    topic fitness id: senam, olahraga, nge gym, lari pagi
    topic fitness ja: 筋トレ, ジム, ヨガ, ランニング, ダイエット
    topic fitness ko: 헬스, 운동, 필라테스, 요가, 다이어트
    topic fitness zh: 健身, 瑜伽, 跑步, 减肥
    topic travel: travel, vacation, traveltok, road trip, backpacking, hotel, itinerary
    topic travel en: trip, roadtrip
    topic travel es: viaje, viajar, viajes, turismo, vacaciones
    topic travel pt: turismo, viagem, férias
    topic travel fr: voyage, voyages, voyager, vacances, roadtrip
    topic travel de: reise, reisen, urlaub, roadtrip, landpartie
    topic travel sv: roadtrip, resa, resor, semester
    topic travel id: jalan jalan, liburan, wisata, traveling
    topic travel ja: ドライブ, 旅, 観光, 旅行
    topic travel ko: 여행, 드라이브, 관광
    topic travel zh: 旅游, 攻略, 自驾, 旅行
    topic gaming: gaming, gamer, game, games, gameplay, gamedev, minecraft, roblox, fortnite, valorant
    topic gaming: genshin
    topic gaming es: videojuego, videojuegos, juego
    topic gaming pt: jogo, jogos
    topic gaming fr: jeu vidéo, jeux vidéo, jeu indé
    topic gaming de: zocken, videospiel, gaming*
    topic gaming sv: gaming*, spel, datorspel, indiespel
    topic gaming id: gaming*, mabar, mobile legends, game*
    topic gaming ja: ゲーム, インディーゲーム, ゲーム開発, 実況
    topic gaming ko: 게임, 롤, 게임개발, 인디게임
    topic gaming zh: 游戏, 遊戲, 手游, 独立游戏, 电竞
    topic pets: dog, dogs, puppy, kitten, pets, dogtok, cattok, hamster, parrot, 🐶, 🐱, 🐕, 🐈, 🐾
    topic pets en: cat, cats, pet
    topic pets es: perro, perros, gato, gatos, mascota, mascotas, perrito, gatito
    topic pets pt: gato, gatos, cachorro, cachorrinho, gatinho
    topic pets fr: chien, chiens, chat, chats, chiot, chaton
    topic pets de: hund, hunde, katze, katzen, kater, welpe
    topic pets sv: hund, hundar, katt, katten, katter, valp
    topic pets id: kucing*, anjing*, peliharaan, anabul
    topic pets ja: ペット, ねこ, いぬ, うさぎ, 犬, 猫
    topic pets ko: 고양이, 강아지, 반려견, 반려묘
    topic pets zh: 猫咪, 狗狗, 宠物, 小狗, 小猫, 猫
    topic school: school, student, study, studytok, exam, exams, college, university, homework, teacher
    topic school: graduation
    topic school en: class
    topic school es: escuela, examen, universidad, clases, estudiar, colegio, profe
    topic school pt: escola, prova, faculdade, estudar, estudante, vestibular
    topic school fr: école, lycée, bac, étudier, étudiante, prof
    topic school de: schule, abitur, studium, lernen, prüfung, klausur, lehrer
    topic school sv: skola, skolan, plugg, plugga, prov, tenta, studenten
    topic school id: sekolah, ujian, kuliah, belajar, kelas, skripsi
    topic school ja: テスト, 勉強, 受験, 宿題, 学校, 大学
    topic school ko: 학교, 공부, 시험, 수능, 대학교, 카공
    topic school zh: 学习, 考试, 作业, 考研, 学校, 大学, 高考
    topic work: work, office, coworker, nine to five, career, interview
    topic work en: job, boss
    topic work es: trabajo, oficina, jefe, chamba, curro
    topic work pt: trabalho, escritório, chefe, emprego
    topic work fr: boulot, travail, bureau, patron, taf
    topic work de: arbeit, büro, chef
    topic work sv: jobbet, kontoret, chefen, jobb
    topic work id: kerja, kantor, bos, gaji, lembur, gajian
    topic work ja: 仕事, 会社, 上司, 職場, 残業
    topic work ko: 회사, 직장, 상사, 야근, 퇴근, 월급날
    topic work zh: 上班, 工作, 老板, 加班, 职场, 发工资
    topic family: family, mom, grandma, grandpa, baby, sister, brother, parents
    topic family en: mum, dad, kids
    topic family es: familia, mamá, papá, abuela, abuelo, hijo, hija, hermana, tia, papa
    topic family pt: família, mãe, pai, avó, vó, avô, filha, filho, tia
    topic family fr: famille, maman, papa, mamie, papi, enfants, bébé
    topic family de: papa, familie, mama, oma, opa, kinder, schwester
    topic family sv: familj, mamma, pappa, mormor, farmor, morfar, farfar, barnen
    topic family id: keluarga, ibu, bapak, emak, nenek, kakek, anak, adik
    topic family ja: おばあちゃん, おじいちゃん, 子ども, 母, 父, 娘, 息子, 家族, 祖父
    topic family ko: 가족, 엄마, 아빠, 할머니, 할아버지, 아들, 딸
    topic family zh: 妈妈, 爸爸, 奶奶, 外公, 爷爷, 宝宝, 家人, 家族, 祖父
    topic love: couple, couplegoals, boyfriend, girlfriend, wedding, relationship, date night, valentine
    topic love: engaged, breakup, in love
    topic love es: novio, novia, boda, amor, pareja, enamorada
    topic love pt: namorado, namorada, casamento, casal
    topic love fr: mariage, amoureuse, amoureux, copine, copain, rupture
    topic love de: hochzeit, verliebt, liebe, beziehung, liebeskummer
    topic love sv: bröllop, kär, kärlek, pojkvän, flickvän
    topic love id: pacar, nikah, cinta, kondangan, bucin
    topic love ja: 恋愛, 恋, 彼氏, 彼女, 失恋, 告白, 結婚
    topic love ko: 연애, 사랑, 결혼, 이별, 커플
    topic love zh: 恋爱, 结婚, 爱情, 分手, 情侣, 失恋, 告白, 結婚
    topic art: drawing, painting, artist, sketchbook, illustration, artwork, watercolor, pottery
    topic art: digital art
    topic art en: art
    topic art es: arte, dibujo, pintura, ilustración
    topic art pt: arte, desenho, ilustração
    topic art fr: art, dessin, peinture
    topic art de: kunst, malen, zeichnen, zeichnung
    topic art sv: konst, måla, teckna
    topic art id: lukisan, gambar, melukis, seni
    topic art ja: イラスト, お絵描き, アート, 絵, 漫画
    topic art ko: 그림, 드로잉, 일러스트, 미술
    topic art zh: 画画, 绘画, 插画, 艺术, 漫画
    topic diy: diy, crafts, craft, handmade, woodworking, crochet, knitting, sewing, upcycling, renovation
    topic diy: home improvement, house tour, room tour
    topic diy es: manualidades, hazlo tú mismo, ganchillo
    topic diy pt: artesanato, faça você mesmo, crochê, reforma
    topic diy fr: bricolage, tricot, couture, fait maison
    topic diy de: basteln, selber bauen, nähen, naehen, häkeln, stricken, renovieren
    topic diy sv: pyssel, sy, sticka, virka, renovering, snickra
    topic diy id: kerajinan, bikin sendiri, rajut
    topic diy ja: ハンドメイド, 手作り, 編み物, 組み立て, ルームツアー, 自作
    topic diy ko: 만들기, 뜨개질, 셀프인테리어, 룸투어
    topic diy zh: 手工, 自制, 改造, 装修, 编织
    topic cars: drift, supercar, truck, motorcycle, bike build, jdm, 🚗, 🏎
    topic cars en: car, cars, tuning, motor
    topic cars es: carros, coche, coches, moto, motos, carro, auto, autos, motor
    topic cars pt: carros, moto, motos, carro, motoca, motor
    topic cars fr: moto, motos, voiture, voitures, autos
    topic cars de: auto, autos, motorrad, tuning, oldtimer, motor
    topic cars sv: auto, bil, bilar, epa, epatraktor, motorcykel, motor
    topic cars id: moto, mobil, motor, motoran
    topic cars ja: バイク, 愛車, 洗車, 車
    topic cars ko: 자동차, 차, 오토바이, 드라이브
    topic cars zh: 汽车, 摩托车, 改装车, 車
    topic tech: technology, coding, programming, gadget, gadgets, iphone, android, software, laptop
    topic tech: unboxing
    topic tech en: tech, ai
    topic tech es: tecnología, programación, celular
    topic tech pt: tecnologia, programação
    topic tech fr: technologie, programmation, informatique
    topic tech de: technologie, technik, programmieren, handy, gadget*
    topic tech sv: teknik, programmering, gadget*
    topic tech id: mobil tech, teknologi, gawai, gadget*
    topic tech ja: ガジェット, プログラミング, スマホ, パソコン
    topic tech ko: 코딩, 개발자, 스마트폰
    topic tech zh: 科技, 编程, 手机, 数码, 人工智能
    topic news: news, breaking news, election, politics, protest, headline
    topic news es: noticias, elecciones, política
    topic news pt: notícias, eleições
    topic news fr: actualité, actu, infos, élections, politique
    topic news de: nachrichten, wahl, politik
    topic news sv: politik, nyheter, val
    topic news id: politik, berita, pemilu
    topic news ja: ニュース, 選挙, 政治, 時事
    topic news ko: 뉴스, 선거, 정치
    topic news zh: 新闻, 时事, 政治, 時事
    topic nature: nature, hiking, forest, ocean, beach, mountains, sunset, garden, plants, camping, wildlife
    topic nature: 🌲, 🌊, 🌅, 🏔
    topic nature es: naturaleza, playa, montaña, bosque, atardecer, plantas
    topic nature pt: natureza, praia, montanha, trilha na, jardim
    topic nature fr: forêt, plage, montagne, lac, jardin, rando
    topic nature de: natur, wald, see, berge, wandern, garten, nebel
    topic nature sv: natur, skog, skogen, hav, fjäll, vandring, trädgård
    topic nature id: alam, pantai, gunung, hutan, sawah
    topic nature ja: キャンプ, 森, 川, 花, 自然, 森林, 海, 山
    topic nature ko: 자연, 바다, 산책, 캠핑, 숲, 꽃
    topic nature zh: 大自然, 海边, 湖边, 露营, 自然, 森林, 海, 山
    topic holidays: christmas, xmas, halloween, new year, new years, easter, thanksgiving, birthday
    topic holidays: holiday season, 🎄, 🎃, 🎂, 🎁
    topic holidays en: ramadan
    topic holidays es: navidad, año nuevo, cumpleaños, semana santa, carnaval
    topic holidays pt: natal, ano novo, carnaval, aniversário, páscoa, são joão
    topic holidays fr: carnaval, noël, nouvel an, anniversaire, pâques, ramadan
    topic holidays de: weihnachten, silvester, ostern, geburtstag, advent, ramadan
    topic holidays sv: advent, jul, nyår, midsommar, påsk, födelsedag, lucia, ramadan
    topic holidays id: natal, lebaran, ramadan, idul fitri, ulang tahun, tahun baru
    topic holidays ja: クリスマス, ハロウィン, お盆, 正月, 誕生日
    topic holidays ko: 크리스마스, 설날, 추석, 생일, 할로윈
    topic holidays zh: 春节, 过年, 中秋, 国庆, 圣诞, 生日, 端午
    """
}
