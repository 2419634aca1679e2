//! Pagefind's files, cut anew and put into one file for each shard.
//!
//! Pagefind cuts its words into pieces of 20,000 places; a browser would load one from each shard for each word
//! that is searched. Here they are cut small, so that a search loads little, and all stand in one file, of which
//! the browser asks for ranges. Beside each piece stand its words: so the browser knows which words there are before it
//! asks Pagefind's program, which takes another word that begins alike where there is none.
//!
//! For that program the pages are cut into blocks, each an index of its own: it compares each page that it finds with
//! each match in its index, so that many small indexes are searched faster than one.
//!
//! A shard's records may have been given to Pagefind in several batches: their words are put together here.
//!
//! The file, numbers in four bytes with the lowest first:
//!
//! ```text
//! length of the head
//! head: {"slugs": of the pages, "pages": length of that part, "pieces": [[first word, length], …]}
//! pages: for each block, length and Pagefind's .pf_meta, in which a page's hash is its number in the shard
//! pieces: length of the words, the words one a line, each with the blocks that have it (a bit for each, in hexadecimal);
//!         for each block, length and Pagefind's .pf_index
//! ```
//!
//! Head, pages and every piece are gzip texts of their own. Pieces and the words in them are in the order of UTF-16
//! units, as JavaScript compares texts.

use std::io::{Read as _, Write as _};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use minicbor::{Decode, Encode};
use pagefind::api::SyntheticFile;
use serde::Serialize;

use super::Record;

/// So many places of words are in a piece: some four kilobytes, once compressed.
const PIECE: usize = 2500;

/// So many pages are in a block.
const BLOCK: usize = 64;

/// What every file of Pagefind's begins with, once decompressed.
const SIGNATURE: &[u8] = b"pagefind_dcd";

#[derive(Serialize)]
struct Head<'a> {
    slugs: Vec<&'a str>,
    pages: usize,
    pieces: Vec<(&'a str, usize)>,
}

/// Pagefind's `.pf_meta`.
#[derive(Decode, Encode)]
struct Meta {
    #[n(0)]
    version: String,
    #[n(1)]
    pages: Vec<Page>,
    #[n(2)]
    chunks: Vec<(String, String, String)>,
    #[n(3)]
    filters: Vec<(String, String)>,
    #[n(4)]
    sorts: Vec<(String, Vec<u32>)>,
    #[n(5)]
    fields: Vec<String>,
}

#[derive(Clone, Decode, Encode)]
struct Page {
    #[n(0)]
    hash: String,
    #[n(1)]
    words: u32,
    #[n(2)]
    group: String,
}

/// Pagefind's `.pf_index`.
#[derive(Decode, Encode)]
struct Words {
    #[n(0)]
    words: Vec<Word>,
}

#[derive(Decode, Encode)]
struct Word {
    #[n(0)]
    word: String,
    #[n(1)]
    places: Vec<Places>,
    /// The word as it is written, where that is with accents.
    #[n(2)]
    variants: Vec<Variant>,
}

#[derive(Decode, Encode)]
struct Variant {
    #[n(0)]
    form: String,
    #[n(1)]
    places: Vec<Places>,
}

/// Where a word stands on a page. In a file, each page of a word is told by how far it is from the one before; in
/// between, by its number in the shard.
#[derive(Clone, Decode, Encode)]
struct Places {
    #[n(0)]
    page: usize,
    #[n(1)]
    text: Vec<i32>,
    #[n(2)]
    title: Vec<i32>,
}

impl Word {
    fn size(&self) -> usize {
        let lists = self.variants.iter().map(|variant| &variant.places).chain([&self.places]);
        1 + lists.flatten().map(|places| 1 + places.text.len() + places.title.len()).sum::<usize>()
    }

    /// Of a batch that begins with the record `first`: its pages are numbered within the shard from here on.
    fn numbered(mut self, first: usize) -> Word {
        for places in self.variants.iter_mut().map(|variant| &mut variant.places).chain([&mut self.places]) {
            let mut page = first;
            for place in places {
                page += place.page;
                place.page = page;
            }
        }
        self
    }

    /// Takes up what the word has in a later batch.
    fn add(&mut self, later: Word) {
        self.places.extend(later.places);
        for variant in later.variants {
            match self.variants.iter_mut().find(|known| known.form == variant.form) {
                Some(known) => known.places.extend(variant.places),
                None => self.variants.push(variant),
            }
        }
    }

    /// What it has on the pages of a block, if anything, as it stands in a file.
    fn within(&self, block: usize) -> Option<Word> {
        let variant = |variant: &Variant| {
            let places = within(&variant.places, block);
            (!places.is_empty()).then(|| Variant { form: variant.form.clone(), places })
        };
        let places = within(&self.places, block);
        let variants: Vec<Variant> = self.variants.iter().filter_map(variant).collect();
        let is_there = !places.is_empty() || !variants.is_empty();
        is_there.then(|| Word { word: self.word.clone(), places, variants })
    }
}

fn within(all: &[Places], block: usize) -> Vec<Places> {
    let mut last = block * BLOCK;
    let from = all.partition_point(|places| places.page < last);
    let on_block = all[from..].iter().take_while(|places| places.page / BLOCK == block);
    let relative = |places: &Places| {
        let page = places.page - last;
        last = places.page;
        Places { page, ..places.clone() }
    };
    on_block.map(relative).collect()
}

/// The file of a shard. `batches` are what Pagefind made of its records, so many at a time in their order.
pub fn shard(batches: &[(usize, Vec<SyntheticFile>)], records: &[Record]) -> Result<Vec<u8>, String> {
    let blocks = records.len().div_ceil(BLOCK);
    let pages = compressed(&pages(batches)?)?;
    let words = words(batches)?;
    let mut head =
        Head { slugs: records.iter().map(|record| &*record.slug).collect(), pages: pages.len(), pieces: Vec::new() };
    let mut pieces = Vec::new();
    let mut rest = words.as_slice();
    while let Some(first) = rest.first() {
        let mut size = 0;
        let full = rest.iter().position(|word| {
            size += word.size();
            size > PIECE
        });
        let (these, others) = rest.split_at(full.unwrap_or(rest.len()).max(1));
        rest = others;
        let piece = compressed(&piece(these, blocks)?)?;
        head.pieces.push((&first.word, piece.len()));
        pieces.extend(piece);
    }
    let head = compressed(&serde_json::to_vec(&head).map_err(|error| error.to_string())?)?;
    Ok([with_length(&head)?, pages, pieces].concat())
}

/// Pagefind's program.
pub fn engine(files: &[SyntheticFile]) -> Result<Vec<u8>, String> {
    // There is always the one without a stemmer, and the language's own if there is one.
    let is_own = |file: &&SyntheticFile| !is_named(file, "wasm.unknown.");
    let programs = || found(files, "wasm.", ".pagefind");
    let program = programs().find(is_own).or_else(|| programs().next()).ok_or("Pagefind's program is missing")?;
    compressed(&decompressed(program)?)
}

fn pages(batches: &[(usize, Vec<SyntheticFile>)]) -> Result<Vec<u8>, String> {
    let mut all: Vec<Page> = Vec::new();
    let mut frame: Option<Meta> = None;
    for (records, files) in batches {
        let file = found(files, "pagefind.", ".pf_meta").next().ok_or("Pagefind's list of pages is missing")?;
        let mut meta: Meta = decoded(&decompressed(file)?)?;
        if meta.pages.len() != *records {
            return Err(format!("Pagefind took {} of {records} records", meta.pages.len()));
        }
        all.append(&mut meta.pages);
        meta.chunks.clear();
        frame.get_or_insert(meta);
    }
    for (number, page) in all.iter_mut().enumerate() {
        page.hash = number.to_string();
        page.group.clear();
    }
    let mut pages = Vec::new();
    if let Some(mut frame) = frame {
        for block in all.chunks(BLOCK) {
            frame.pages = block.to_vec();
            pages.extend(with_length(&encoded(&frame)?)?);
        }
    }
    Ok(pages)
}

/// All words of the shard, in order.
fn words(batches: &[(usize, Vec<SyntheticFile>)]) -> Result<Vec<Word>, String> {
    let mut all = Vec::new();
    let mut first = 0;
    for (records, files) in batches {
        for file in found(files, "index/", ".pf_index") {
            all.extend(decoded::<Words>(&decompressed(file)?)?.words.into_iter().map(|word| word.numbered(first)));
        }
        first += records;
    }
    // What is the same stays in the order of the batches.
    all.sort_by(|one, other| one.word.encode_utf16().cmp(other.word.encode_utf16()));
    let mut words: Vec<Word> = Vec::with_capacity(all.len());
    for word in all {
        match words.last_mut() {
            Some(last) if last.word == word.word => last.add(word),
            _ => words.push(word),
        }
    }
    Ok(words)
}

fn piece(words: &[Word], blocks: usize) -> Result<Vec<u8>, String> {
    let mut bits = vec![0_u128; words.len()];
    let mut parts = Vec::new();
    for block in 0..blocks {
        let bit =
            u32::try_from(block).ok().and_then(|block| 1_u128.checked_shl(block)).ok_or("there are too many pages")?;
        let mut there = Vec::new();
        for (word, bits) in words.iter().zip(&mut bits) {
            if let Some(word) = word.within(block) {
                *bits |= bit;
                there.push(word);
            }
        }
        parts.extend(with_length(&encoded(&Words { words: there })?)?);
    }
    let lines: Vec<String> = words.iter().zip(bits).map(|(word, bits)| format!("{} {bits:x}", word.word)).collect();
    Ok([with_length(lines.join("\n").as_bytes())?, parts].concat())
}

fn with_length(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let length = u32::try_from(bytes.len()).map_err(|error| error.to_string())?;
    Ok([&length.to_le_bytes(), bytes].concat())
}

fn decoded<'b, T: Decode<'b, ()>>(bytes: &'b [u8]) -> Result<T, String> {
    minicbor::decode(bytes).map_err(|error| error.to_string())
}

fn encoded<T: Encode<()>>(value: &T) -> Result<Vec<u8>, String> {
    minicbor::to_vec(value).map_err(|error| error.to_string())
}

fn found<'a>(files: &'a [SyntheticFile], start: &'a str, end: &'a str) -> impl Iterator<Item = &'a SyntheticFile> {
    files.iter().filter(move |file| is_named(file, start) && file.filename.to_string_lossy().ends_with(end))
}

fn is_named(file: &SyntheticFile, start: &str) -> bool {
    file.filename.to_string_lossy().replace('\\', "/").starts_with(start)
}

fn decompressed(file: &SyntheticFile) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    GzDecoder::new(file.contents.as_slice()).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    let signed = bytes.strip_prefix(SIGNATURE).map(<[u8]>::to_vec);
    signed.ok_or_else(|| format!("\"{}\" is not as Pagefind writes it", file.filename.display()))
}

fn compressed(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut gz = GzEncoder::new(Vec::new(), Compression::default());
    gz.write_all(bytes).and_then(|()| gz.finish()).map_err(|error| error.to_string())
}
